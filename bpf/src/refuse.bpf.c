/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Refuses changes to files to processes under a verdict, by any way into the kernel and before anything is changed. Only
 * programs of the security module can: those at system calls and at the ends of functions come after the decision.
 */
#include "lsm.h"

#define EPERM 1
#define MAY_WRITE 2

static __always_inline int refused(int decided)
{
	if (decided || !sw_respond_refuse || !target_of(bpf_get_current_task_btf()))
		return decided;
	__sync_fetch_and_add(&sw_respond_refusals, 1);
	return -EPERM;
}

/* Writes of every kind, and fallocate. Pipes and sockets are no files of users. */
SEC("lsm/file_permission")
int BPF_PROG(refuse_write, struct file *file, int mask, int decided)
{
	return mask & MAY_WRITE && is_regular(file->f_inode) ? refused(decided) : decided;
}

/* Before O_TRUNC does its work. */
SEC("lsm/file_open")
int BPF_PROG(refuse_open, struct file *file, int decided)
{
	return file->f_flags & (O_ACCMODE | O_TRUNC) && is_regular(file->f_inode) ? refused(decided) : decided;
}

SEC("lsm/path_unlink")
int BPF_PROG(refuse_unlink, struct path *directory, struct dentry *dentry, int decided)
{
	return refused(decided);
}

SEC("lsm/path_rename")
int BPF_PROG(refuse_rename, struct path *old_directory, struct dentry *old, struct path *new_directory,
	     struct dentry *new, unsigned int flags, int decided)
{
	return refused(decided);
}

/* By name; where the kernel has no hook of its own for it, by descriptor, too (drift.h). */
SEC("lsm/path_truncate")
int BPF_PROG(refuse_truncate, struct path *path, int decided)
{
	return refused(decided);
}

SEC("lsm/file_truncate")
int BPF_PROG(refuse_ftruncate, struct file *file, int decided)
{
	return refused(decided);
}

SEC("lsm/mmap_file")
int BPF_PROG(refuse_mmap, struct file *file, unsigned long asked, unsigned long protection, unsigned long flags,
	     int decided)
{
	return file && protection & PROT_WRITE && flags & MAP_SHARED ? refused(decided) : decided;
}
