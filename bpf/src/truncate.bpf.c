/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* truncate by name and by descriptor. */
#include "paths.h"

static __always_inline struct sw_truncate *truncate_record(struct scratch *s, struct task_struct *task, long result,
							   __u64 length)
{
	struct sw_truncate *record = (struct sw_truncate *)s->bytes;

	header_fill(&record->header, SW_FILE_TRUNCATE, task);
	record->result = error_of(result);
	record->origin = SW_ORIGIN_SYSCALL;
	record->length = length;
	file_unknown(&record->file);
	return record;
}

SEC("tp/syscalls/sys_exit_truncate")
int sys_exit_truncate(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	struct scratch *s = scratch_get();
	struct sw_truncate *record;

	if (!s || is_ignored())
		return 0;
	record = truncate_record(s, task, ctx->ret, syscall_arg(regs, 1));
	struct tail tail = TAIL_BEHIND(s, struct sw_truncate);

	record->path = append_path_at(&tail, task, AT_FDCWD, (void *)syscall_arg(regs, 0));
	emit_with_tail(&tail);
	return 0;
}

SEC("tp/syscalls/sys_exit_ftruncate")
int sys_exit_ftruncate(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	struct scratch *s = scratch_get();
	struct sw_truncate *record;
	struct file *file;

	if (!s || is_ignored())
		return 0;
	record = truncate_record(s, task, ctx->ret, syscall_arg(regs, 1));
	struct tail tail = TAIL_BEHIND(s, struct sw_truncate);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = slice_of(0, 0);
	file = file_of(task, syscall_arg(regs, 0));
	if (file) {
		file_identity(&record->file, BPF_CORE_READ(file, f_inode));
		record->path.base = append_file_path(&tail, file);
	}
	emit_with_tail(&tail);
	return 0;
}
