/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What was written through memory: the content of a shared writable mapping when it is synced, or just before it is removed,
 * as a write of its whole length. Of a process that ends with its mappings in place, lsm_mapped.bpf.c has seen all but the
 * last one where it is loaded, and mmap.bpf.c has seen them made.
 */
#include "paths.h"

static __always_inline int mapping_written(bool removed)
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
	key.address = syscall_arg(syscall_regs(), 0);
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

/* At entry: afterwards there is nothing to read. */
SEC("tp/syscalls/sys_enter_munmap")
int sys_enter_munmap(void *ctx)
{
	return mapping_written(true);
}

SEC("tp/syscalls/sys_exit_msync")
int sys_exit_msync(struct trace_event_raw_sys_exit *ctx)
{
	return ctx->ret ? 0 : mapping_written(false);
}
