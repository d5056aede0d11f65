/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Mappings through which a regular file can be changed without a further system call: shared and writable. */
#include "mappings.h"

SEC("tp/syscalls/sys_exit_mmap")
int sys_exit_mmap(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	__u32 protection = syscall_arg(regs, 2);
	__u32 flags = syscall_arg(regs, 3);
	struct mapping_key key = {};
	struct shared_mapping mapping = {};
	struct last_mapping last = {};
	struct sw_mmap *record;
	struct scratch *s;
	struct inode *inode;
	struct file *file;

	/* MAP_SHARED_VALIDATE (3) holds the same bit */
	if (!(protection & PROT_WRITE) || !(flags & MAP_SHARED) || (unsigned long)ctx->ret >= -4095ul || is_ignored())
		return 0;
	file = file_of(task, syscall_arg(regs, 4));
	if (!file)
		return 0;
	inode = BPF_CORE_READ(file, f_inode);
	if ((BPF_CORE_READ(inode, i_mode) & S_IFMT) != S_IFREG)
		return 0;
	last_mapping_written(task);
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_mmap *)s->bytes;
	header_fill(&record->header, SW_FILE_MMAP, task);
	record->protection = protection;
	record->map_flags = flags;
	record->length = syscall_arg(regs, 1);
	record->origin = SW_ORIGIN_SYSCALL;
	record->pad0 = 0;
	key.pid = record->header.pid;
	key.address = ctx->ret;
	mapping.file = file;
	mapping.length = record->length;
	mapping.offset = syscall_arg(regs, 5);
	bpf_map_update_elem(&sw_mappings, &key, &mapping, BPF_ANY);
	last.address = ctx->ret;
	last.memory = (__u64)task->mm;
	bpf_map_update_elem(&sw_last_mappings, &key.pid, &last, BPF_ANY);
	file_identity(&record->file, inode);
	struct tail tail = TAIL_BEHIND(s, struct sw_mmap);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}
