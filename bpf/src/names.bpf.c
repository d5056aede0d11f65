/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names that appear, move and go: rename, link, symlink, unlink, rmdir, and their *at forms. */
#include "paths.h"

static __always_inline int delete_done(long result, __u16 kind, int directory, const void *name)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct sw_delete *record;
	struct scratch *s;

	if (is_ignored())
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_delete *)s->bytes;
	header_fill(&record->header, kind, task);
	record->result = error_of(result);
	record->origin = SW_ORIGIN_SYSCALL;
	file_unknown(&record->file);
	struct tail tail = TAIL_BEHIND(s, struct sw_delete);

	record->path = append_path_at(&tail, task, directory, name);
	emit_with_tail(&tail);
	return 0;
}

static __always_inline int two_paths_done(long result, __u16 kind, int from_directory, const void *from,
					  int to_directory, const void *to, __u32 flags)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct sw_two_paths *record;
	struct scratch *s;

	if (is_ignored())
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_two_paths *)s->bytes;
	header_fill(&record->header, kind, task);
	record->result = error_of(result);
	record->call_flags = flags;
	record->origin = SW_ORIGIN_SYSCALL;
	record->pad0 = 0;
	file_unknown(&record->file);
	struct tail tail = TAIL_BEHIND(s, struct sw_two_paths);

	if (kind == SW_FILE_SYMLINK) {
		/* the target is text, not a name to resolve */
		record->from.name = append_user_string(&tail, from, SW_PATH_MAX);
		record->from.base = slice_of(tail.offset, 0);
	} else {
		record->from = append_path_at(&tail, task, from_directory, from);
	}
	record->to = append_path_at(&tail, task, to_directory, to);
	emit_with_tail(&tail);
	return 0;
}

#define ARG(n) syscall_arg(regs, n)
#define NAME(n) ((void *)syscall_arg(regs, n))

SEC("tp/syscalls/sys_exit_unlink")
int sys_exit_unlink(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return delete_done(ctx->ret, SW_FILE_DELETE, AT_FDCWD, NAME(0));
}

SEC("tp/syscalls/sys_exit_unlinkat")
int sys_exit_unlinkat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return delete_done(ctx->ret, ARG(2) & AT_REMOVEDIR ? SW_DIRECTORY_DELETE : SW_FILE_DELETE, ARG(0), NAME(1));
}

SEC("tp/syscalls/sys_exit_rmdir")
int sys_exit_rmdir(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return delete_done(ctx->ret, SW_DIRECTORY_DELETE, AT_FDCWD, NAME(0));
}

SEC("tp/syscalls/sys_exit_rename")
int sys_exit_rename(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_RENAME, AT_FDCWD, NAME(0), AT_FDCWD, NAME(1), 0);
}

SEC("tp/syscalls/sys_exit_renameat")
int sys_exit_renameat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_RENAME, ARG(0), NAME(1), ARG(2), NAME(3), 0);
}

SEC("tp/syscalls/sys_exit_renameat2")
int sys_exit_renameat2(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_RENAME, ARG(0), NAME(1), ARG(2), NAME(3), ARG(4));
}

SEC("tp/syscalls/sys_exit_link")
int sys_exit_link(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_LINK, AT_FDCWD, NAME(0), AT_FDCWD, NAME(1), 0);
}

SEC("tp/syscalls/sys_exit_linkat")
int sys_exit_linkat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_LINK, ARG(0), NAME(1), ARG(2), NAME(3), ARG(4));
}

SEC("tp/syscalls/sys_exit_symlink")
int sys_exit_symlink(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_SYMLINK, AT_FDCWD, NAME(0), AT_FDCWD, NAME(1), 0);
}

SEC("tp/syscalls/sys_exit_symlinkat")
int sys_exit_symlinkat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return two_paths_done(ctx->ret, SW_FILE_SYMLINK, AT_FDCWD, NAME(0), ARG(1), NAME(2), 0);
}

#undef ARG
#undef NAME
