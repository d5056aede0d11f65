/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The shared writable mappings that are known, and what was written through them. */
#ifndef SEALWATCH_MAPPINGS_H
#define SEALWATCH_MAPPINGS_H

#include "paths.h"

struct mapping_key {
	__u32 pid;
	__u32 pad0;
	__u64 address;
};

struct shared_mapping {
	struct file *file;
	__u64 length;
	__u64 offset;
};

/* Mappings whose content is sampled when they are synced or removed (mapped.bpf.c). */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, struct mapping_key);
	__type(value, struct shared_mapping);
} sw_mappings SEC(".maps");

/* The last page that a thread stored to, until its content is reported. */
struct mapped_store {
	struct file *file; /* NULL when there is none */
	__u64 inode;
	__u64 address;     /* of the page */
	__u64 offset;      /* of the page in the file */
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct mapped_store);
} sw_stores SEC(".maps");

struct last_mapping {
	__u64 address;
	__u64 memory;          /* the mm it belongs to: another after an exec */
};

/* The newest mapping of each process: most programs are done with one when they make the next. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, struct last_mapping);
} sw_last_mappings SEC(".maps");

/* `address` is where it begins in the memory of the current process. */
static __always_inline int mapping_written(__u64 address, bool removed)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct mapping_key key = {};
	struct shared_mapping *mapping;
	struct mapped_store *store;
	struct sw_transfer *record;
	struct scratch *s;
	struct file *file;
	__u64 length;

	if (is_ignored())
		return 0;
	key.pid = task->tgid;
	key.address = address;
	mapping = bpf_map_lookup_elem(&sw_mappings, &key);
	if (!mapping)
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	file = mapping->file;
	length = mapping->length;
	store = bpf_task_storage_get(&sw_stores, task, 0, 0);
	if (store && store->file == file)
		store->file = NULL; /* its content is reported here */
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_WRITE, task);
	record->result = 0;
	record->origin = SW_ORIGIN_SYSCALL;
	file_identity(&record->file, BPF_CORE_READ(file, f_inode));
	/* the mapping is whole pages, the file need not be */
	if (length > record->file.size)
		length = record->file.size;
	record->offset = mapping->offset;
	record->length = length;
	record->calls = 1;
	record->total = length;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	append_samples(&tail, record, key.address, length);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	if (removed)
		bpf_map_delete_elem(&sw_mappings, &key);
	emit_with_tail(&tail);
	return 0;
}

/* What the newest mapping holds, when it is still there. */
static __always_inline void last_mapping_written(struct task_struct *task)
{
	__u32 pid = task->tgid;
	struct last_mapping *last = bpf_map_lookup_elem(&sw_last_mappings, &pid);

	if (last && last->memory == (__u64)task->mm)
		mapping_written(last->address, false);
}

#endif
