/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names that appear, move and go, with their outcome. The security hook before the operation knows the mount and the
 * old name; the end of the vfs function knows the result, but by then a moved dentry carries its new name. So the hook
 * leaves what would be lost with the task, and the end reports it. What other kernel code does below (overlayfs) has
 * another dentry than the one left, and is not reported again.
 */
#include "lsm.h"

#define NAME_SIZE 256

struct pending {
	struct dentry *dentry; /* which operation this belongs to */
	struct vfsmount *mount;
	struct dentry *from;   /* the directories */
	struct dentry *to;     /* link: the linked dentry itself */
	struct sw_file file;
	char from_name[NAME_SIZE];
	char to_name[NAME_SIZE];
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct pending);
} sw_pending SEC(".maps");

static __always_inline struct pending *pending_begin(struct dentry *dentry, struct path *directory)
{
	struct inode *inode = BPF_CORE_READ(dentry, d_inode);
	struct pending *pending;

	if (is_unobserved())
		return NULL;
	pending = bpf_task_storage_get(&sw_pending, bpf_get_current_task_btf(), 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!pending)
		return NULL;
	pending->dentry = dentry;
	pending->mount = BPF_CORE_READ(directory, mnt);
	pending->from = BPF_CORE_READ(directory, dentry);
	file_unknown(&pending->file);
	if (inode)
		file_identity(&pending->file, inode);
	bpf_probe_read_kernel_str(pending->from_name, NAME_SIZE, BPF_CORE_READ(dentry, d_name.name));
	return pending;
}

/* What was left for this operation; it can be taken once. */
static __always_inline struct pending *pending_take(struct dentry *dentry)
{
	struct pending *pending;

	if (is_unobserved())
		return NULL;
	pending = bpf_task_storage_get(&sw_pending, bpf_get_current_task_btf(), 0, 0);
	if (!pending || pending->dentry != dentry)
		return NULL;
	pending->dentry = NULL;
	return pending;
}

static __always_inline struct sw_slice append_kernel_string(struct tail *tail, const void *address, __u32 limit)
{
	__u32 at = tail->offset & SCRATCH_MASK;
	long length = bpf_probe_read_kernel_str(&tail->scratch->bytes[at], limit, address);

	if (length <= 0)
		return slice_of(at, 0);
	length = (length - 1) & (SW_PATH_MAX - 1);
	tail->offset = at + length;
	return slice_of(at, length);
}

static __always_inline struct sw_path append_name_in(struct tail *tail, const char *name, struct dentry *directory,
						     struct vfsmount *mount)
{
	struct sw_path path = {};

	path.name = append_kernel_string(tail, name, NAME_SIZE);
	path.base = append_walk(tail, directory, mount);
	return path;
}

static __always_inline int deleted(struct dentry *dentry, __u16 kind, long result)
{
	struct pending *pending = pending_take(dentry);
	struct sw_delete *record;
	struct scratch *s;
	__u32 slot;

	if (!pending)
		return 0;
	slot = slot_take(kind);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_delete *)s->bytes;
	header_fill(&record->header, kind, bpf_get_current_task_btf());
	record->result = error_of(result);
	record->origin = SW_ORIGIN_LSM;
	record->file = pending->file;
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_delete);

	record->path = append_name_in(&tail, pending->from_name, pending->from, pending->mount);
	emit_from_slot(&tail);
	return 0;
}

SEC("fentry/security_path_unlink")
int BPF_PROG(lsm_names_unlink_begin, struct path *directory, struct dentry *dentry)
{
	pending_begin(dentry, directory);
	return 0;
}

SEC("fexit/vfs_unlink")
int BPF_PROG(lsm_names_unlink, void *owner, struct inode *directory, struct dentry *dentry, void *delegated,
	     int result)
{
	return deleted(dentry, SW_FILE_DELETE, result);
}

SEC("fentry/security_path_rmdir")
int BPF_PROG(lsm_names_rmdir_begin, struct path *directory, struct dentry *dentry)
{
	pending_begin(dentry, directory);
	return 0;
}

SEC("fexit/vfs_rmdir")
int lsm_names_rmdir(__u64 *ctx)
{
	return deleted((struct dentry *)ctx[2], SW_DIRECTORY_DELETE, result_of(ctx));
}

static __always_inline struct sw_two_paths *two_paths_record(struct scratch *s, __u16 kind, long result, __u32 flags)
{
	struct sw_two_paths *record = (struct sw_two_paths *)s->bytes;

	header_fill(&record->header, kind, bpf_get_current_task_btf());
	record->result = error_of(result);
	record->call_flags = flags;
	record->origin = SW_ORIGIN_LSM;
	record->pad0 = 0;
	return record;
}

SEC("fentry/security_path_rename")
int BPF_PROG(lsm_names_rename_begin, struct path *old_directory, struct dentry *old, struct path *new_directory,
	     struct dentry *new)
{
	struct pending *pending = pending_begin(old, old_directory);

	if (!pending)
		return 0;
	pending->to = BPF_CORE_READ(new_directory, dentry);
	bpf_probe_read_kernel_str(pending->to_name, NAME_SIZE, BPF_CORE_READ(new, d_name.name));
	return 0;
}

SEC("fexit/vfs_rename")
int BPF_PROG(lsm_names_rename, struct renamedata *data, int result)
{
	struct pending *pending = pending_take(BPF_CORE_READ(data, old_dentry));
	struct sw_two_paths *record;
	struct scratch *s;
	__u32 slot;

	if (!pending)
		return 0;
	slot = slot_take(SW_FILE_RENAME);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = two_paths_record(s, SW_FILE_RENAME, result, BPF_CORE_READ(data, flags));
	record->file = pending->file;
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_two_paths);

	record->from = append_name_in(&tail, pending->from_name, pending->from, pending->mount);
	record->to = append_name_in(&tail, pending->to_name, pending->to, pending->mount);
	emit_from_slot(&tail);
	return 0;
}

SEC("fentry/security_path_link")
int BPF_PROG(lsm_names_link_begin, struct dentry *old, struct path *directory, struct dentry *new)
{
	struct pending *pending = pending_begin(new, directory);
	struct inode *inode = BPF_CORE_READ(old, d_inode);

	if (!pending)
		return 0;
	pending->to = old;
	if (inode)
		file_identity(&pending->file, inode);
	return 0;
}

SEC("fexit/vfs_link")
int BPF_PROG(lsm_names_link, struct dentry *old, void *owner, struct inode *directory, struct dentry *new,
	     void *delegated, int result)
{
	struct pending *pending = pending_take(new);
	struct sw_two_paths *record;
	struct scratch *s;
	__u32 slot;

	if (!pending)
		return 0;
	slot = slot_take(SW_FILE_LINK);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = two_paths_record(s, SW_FILE_LINK, result, 0);
	record->file = pending->file;
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_two_paths);

	/* a link never leaves its mount */
	record->from.name = slice_of(tail.offset, 0);
	record->from.base = append_walk(&tail, pending->to, pending->mount);
	record->to = append_name_in(&tail, pending->from_name, pending->from, pending->mount);
	emit_from_slot(&tail);
	return 0;
}

SEC("fentry/security_path_symlink")
int BPF_PROG(lsm_names_symlink_begin, struct path *directory, struct dentry *dentry)
{
	pending_begin(dentry, directory);
	return 0;
}

SEC("fexit/vfs_symlink")
int lsm_names_symlink(__u64 *ctx)
{
	struct pending *pending = pending_take((struct dentry *)ctx[2]);
	struct sw_two_paths *record;
	struct inode *inode;
	struct scratch *s;
	__u32 slot;

	if (!pending)
		return 0;
	slot = slot_take(SW_FILE_SYMLINK);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = two_paths_record(s, SW_FILE_SYMLINK, result_of(ctx), 0);
	file_unknown(&record->file);
	inode = BPF_CORE_READ((struct dentry *)ctx[2], d_inode);
	if (inode)
		file_identity(&record->file, inode);
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_two_paths);

	record->from.name = append_kernel_string(&tail, (void *)ctx[3], SW_PATH_MAX);
	record->from.base = slice_of(tail.offset, 0);
	record->to = append_name_in(&tail, pending->from_name, pending->from, pending->mount);
	emit_from_slot(&tail);
	return 0;
}
