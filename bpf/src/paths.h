/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names from user memory, open files by descriptor, and the walk from a dentry up to the process's root. */
#ifndef SEALWATCH_PATHS_H
#define SEALWATCH_PATHS_H

#include "core.h"

#define WALK_DEPTH 256

/* The tail grows here while a record is built. */
struct tail {
	struct scratch *scratch;
	__u32 offset;
	__u16 flags;
	__u16 slot; /* of the scratch record, 0 for tracepoint programs */
};

static __always_inline struct sw_slice slice_of(__u32 offset, __u32 length)
{
	struct sw_slice slice = { .offset = offset, .length = length };

	return slice;
}

/* A NUL-terminated string of the process; the terminator is not kept. */
static __always_inline struct sw_slice append_user_string(struct tail *tail, const void *address, __u32 limit)
{
	__u32 at = tail->offset & SCRATCH_MASK;
	long length = bpf_probe_read_user_str(&tail->scratch->bytes[at], SW_PATH_MAX, address);

	if (length <= 0) {
		tail->flags |= SW_F_UNREADABLE;
		return slice_of(at, 0);
	}
	length = (length - 1) & (SW_PATH_MAX - 1);
	tail->offset = at + length;
	return slice_of(at, length);
}

/* A field of a kernel struct whose first bytes were copied: one read instead of one per field. */
#define AT(bytes, type, field) (*(typeof(((type *)0)->field) *)&(bytes)[bpf_core_field_offset(type, field)])
#define DENTRY_HEAD 64

struct walk {
	struct dentry *dentry;
	struct vfsmount *mount;
	struct dentry *top;    /* the root of that mount */
	struct dentry *root_dentry;
	struct vfsmount *root_mount;
	__u32 offset;
	__u16 flags;
	__u16 slot;
};

static long walk_step(__u32 index, struct walk *walk)
{
	struct scratch *s = scratch_at(walk->slot);
	/* copies, because BPF_CORE_READ would try to relocate the members of our own struct too */
	struct dentry *dentry = walk->dentry;
	struct vfsmount *in = walk->mount;
	struct dentry *parent;
	const unsigned char *name;
	char head[DENTRY_HEAD];
	long length;
	__u32 at;

	if (!s || (dentry == walk->root_dentry && in == walk->root_mount))
		return 1;
	if (dentry == walk->top) {
		struct mount *mount = (void *)in - bpf_core_field_offset(struct mount, mnt);
		struct mount *above = BPF_CORE_READ(mount, mnt_parent);

		if (above == mount)
			return 1;
		walk->dentry = BPF_CORE_READ(mount, mnt_mountpoint);
		in = (void *)above + bpf_core_field_offset(struct mount, mnt);
		walk->mount = in;
		walk->top = BPF_CORE_READ(in, mnt_root);
		return 0;
	}
	if (bpf_core_field_offset(struct dentry, d_parent) + sizeof(parent) <= DENTRY_HEAD &&
	    bpf_core_field_offset(struct dentry, d_name.name) + sizeof(name) <= DENTRY_HEAD &&
	    !bpf_probe_read_kernel(head, sizeof(head), dentry)) {
		parent = AT(head, struct dentry, d_parent);
		name = AT(head, struct dentry, d_name.name);
	} else {
		parent = BPF_CORE_READ(dentry, d_parent);
		name = BPF_CORE_READ(dentry, d_name.name);
	}
	if (parent == dentry) {
		/* a root that is no mount's: an unlinked or internal tree (pipe:, anon_inode:, memfd:) */
		walk->flags |= SW_F_DETACHED;
		return 1;
	}
	at = walk->offset;
	if (at >= SCRATCH_LIMIT - SW_PATH_MAX) {
		walk->flags |= SW_F_TRUNCATED;
		return 1;
	}
	length = bpf_probe_read_kernel_str(&s->bytes[at & SCRATCH_MASK], 256, name);
	if (length > 0)
		walk->offset = at + length;
	walk->dentry = parent;
	return 0;
}

/*
 * Writes the names from `dentry` up to the root of the current process, each followed by NUL, at `offset` of the
 * scratch record. Returns the new offset in the low half and SW_F_* in the high half. A global function is verified
 * once instead of in every probe.
 */
__noinline __u64 walk_to_root(__u64 dentry, __u64 mount, __u32 offset, __u32 slot)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct fs_struct *fs = task->fs;
	struct vfsmount *in = (struct vfsmount *)mount;
	struct walk walk = {
		.dentry = (struct dentry *)dentry,
		.mount = in,
		.top = BPF_CORE_READ(in, mnt_root),
		.offset = offset,
		.slot = slot,
	};
	long steps;

	if (fs) {
		walk.root_dentry = fs->root.dentry;
		walk.root_mount = fs->root.mnt;
	}
	steps = bpf_loop(WALK_DEPTH, walk_step, &walk, 0);

	if (steps == WALK_DEPTH)
		walk.flags |= SW_F_TRUNCATED;
	return (__u64)walk.flags << 32 | walk.offset;
}

static __always_inline struct sw_slice append_walk(struct tail *tail, const void *dentry, const void *mount)
{
	__u32 at = tail->offset & SCRATCH_MASK;
	__u64 end = walk_to_root((__u64)dentry, (__u64)mount, at, tail->slot);

	tail->offset = (__u32)end & SCRATCH_MASK;
	tail->flags |= (__u16)(end >> 32);
	return slice_of(at, tail->offset - at);
}

static __always_inline struct file *file_of(struct task_struct *task, int descriptor)
{
	struct file *file = NULL;
	struct files_struct *files = task->files;
	struct fdtable *table;

	if (!files || descriptor < 0)
		return NULL;
	table = files->fdt;
	if (!table || (__u32)descriptor >= table->max_fds)
		return NULL;
	bpf_probe_read_kernel(&file, sizeof(file), table->fd + descriptor);
	return file;
}

static __always_inline struct sw_slice append_file_path(struct tail *tail, struct file *file)
{
	return append_walk(tail, BPF_CORE_READ(file, f_path.dentry), BPF_CORE_READ(file, f_path.mnt));
}

#define INODE_HEAD 128

/* What is known of an inode lies at its start: one read instead of one per field. */
static __always_inline void file_identity(struct sw_file *out, struct inode *inode)
{
	char head[INODE_HEAD];
	struct super_block *super;

	if (bpf_core_field_offset(struct inode, i_size) + sizeof(out->size) > INODE_HEAD ||
	    bpf_probe_read_kernel(head, sizeof(head), inode)) {
		out->inode = BPF_CORE_READ(inode, i_ino);
		out->size = BPF_CORE_READ(inode, i_size);
		out->device = BPF_CORE_READ(inode, i_sb, s_dev);
		out->mode = BPF_CORE_READ(inode, i_mode);
		return;
	}
	super = AT(head, struct inode, i_sb);
	out->inode = AT(head, struct inode, i_ino);
	out->size = AT(head, struct inode, i_size);
	out->mode = AT(head, struct inode, i_mode);
	out->device = BPF_CORE_READ(super, s_dev);
}

static __always_inline void file_unknown(struct sw_file *out)
{
	out->inode = 0;
	out->size = 0;
	out->device = 0;
	out->mode = 0;
}

/*
 * The directory that a relative name of an *at() call is relative to. None at all, when it cannot be told, is offset 0 and
 * leaves the name relative, unlike the empty walk of the root itself.
 */
static __always_inline struct sw_slice append_base(struct tail *tail, struct task_struct *task, int directory)
{
	if (directory == AT_FDCWD) {
		struct fs_struct *fs = task->fs;

		if (fs)
			return append_walk(tail, BPF_CORE_READ(fs, pwd.dentry), BPF_CORE_READ(fs, pwd.mnt));
	} else {
		struct file *file = file_of(task, directory);

		if (file)
			return append_file_path(tail, file);
	}
	return slice_of(0, 0);
}

/* A name relative to a directory descriptor, as the *at() calls take it. */
static __always_inline struct sw_path append_path_at(struct tail *tail, struct task_struct *task, int directory,
						     const void *address)
{
	struct sw_path path = {};

	path.name = append_user_string(tail, address, SW_PATH_MAX);
	if (path.name.length == 0 || tail->scratch->bytes[path.name.offset & SCRATCH_MASK] != '/')
		path.base = append_base(tail, task, directory);
	return path;
}

#define TAIL_BEHIND(s, type) { .scratch = (s), .offset = sizeof(type), .flags = 0 }

/* Finishes a record: what the tail learned goes to the header, and out it goes. */
static __always_inline void emit_with_tail(struct tail *tail)
{
	struct sw_header *header = (struct sw_header *)tail->scratch->bytes;

	header->flags |= tail->flags;
	emit(tail->scratch, tail->offset & (SCRATCH_LIMIT * 2 - 1));
}

#endif
