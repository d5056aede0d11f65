/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* truncate by name and by descriptor, with their outcome; O_TRUNC is part of the open. */
#include "lsm.h"

static __always_inline int truncated(struct dentry *dentry, struct vfsmount *mount, __u64 length, long result)
{
	struct inode *inode = BPF_CORE_READ(dentry, d_inode);
	struct sw_truncate *record;
	struct scratch *s;
	__u32 slot = slot_take(SW_FILE_TRUNCATE);

	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_truncate *)s->bytes;
	header_fill(&record->header, SW_FILE_TRUNCATE, bpf_get_current_task_btf());
	record->result = error_of(result);
	record->origin = SW_ORIGIN_LSM;
	record->length = length;
	file_unknown(&record->file);
	if (inode)
		file_identity(&record->file, inode);
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_truncate);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_walk(&tail, dentry, mount);
	emit_from_slot(&tail);
	return 0;
}

SEC("fexit/vfs_truncate")
int BPF_PROG(lsm_truncate_path, const struct path *path, long long length, long result)
{
	if (is_unobserved())
		return 0;
	return truncated(BPF_CORE_READ(path, dentry), BPF_CORE_READ(path, mnt), length, result);
}

/* By descriptor, io_uring included. Without an open file it is the one above, or none of a process's own doing. */
SEC("fexit/do_truncate")
int BPF_PROG(lsm_truncate_file, void *owner, struct dentry *dentry, long long length, unsigned int attributes,
	     struct file *file, int result)
{
	if (!file || attributes & ATTR_OPEN || is_unobserved() || is_backing(file))
		return 0;
	return truncated(BPF_CORE_READ(file, f_path.dentry), BPF_CORE_READ(file, f_path.mnt), length, result);
}
