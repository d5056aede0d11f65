/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Ways to change a file that are not a write of a buffer, for the tracepoint strategy: io_submit, copy_file_range,
 * sendfile, splice, fallocate; and open_by_handle_at, which opens without a name. Where the bytes come from another file,
 * that file is reported as read, without a sample, just before the write: who follows both knows what was moved. What comes
 * out of a pipe is sampled when the same process has put it there from its memory.
 */
#include "paths.h"
#include "transfers.h"

/* FALLOC_FL_PUNCH_HOLE, _COLLAPSE_RANGE and _ZERO_RANGE */
#define FALLOCATE_GONE (0x02 | 0x08 | 0x10)

enum { IOCB_CMD_PWRITE = 1, IOCB_CMD_PWRITEV = 8 };

/* User space's own types, never relocated. */
struct aio_request {
	__u64 data;
	__u32 key;
	__u32 flags;
	__u16 opcode;
	__s16 priority;
	__u32 descriptor;
	__u64 buffer;
	__u64 length;
	__s64 offset;
};

/* An empty buffer to sample where a range was made to read as zeros. */
static const char zeros[SW_SAMPLE_HEAD];

static __always_inline bool is_mode(struct file *file, __u32 mode)
{
	return file && (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) == mode;
}

/* Reports a move into or out of a regular file; `address` is the user memory that holds its bytes, 0 for none. */
static __always_inline int moved(struct file *file, __u16 kind, __u64 length, __s64 offset, __u64 address,
				 __u64 available)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct transferred now = { .calls = 1, .bytes = length };
	struct sw_transfer *record;
	struct scratch *s;

	if (kind == SW_FILE_WRITE && !transfers_add(file, length, &now))
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, kind, task);
	record->result = 0;
	record->origin = SW_ORIGIN_SYSCALL;
	file_identity(&record->file, BPF_CORE_READ(file, f_inode));
	record->offset = offset >= 0 ? (__u64)offset : BPF_CORE_READ(file, f_pos) - length;
	record->length = length;
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	append_samples(&tail, record, address, address ? available : 0);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}

/* The position that a call was given by address and has advanced, -1 when it used the file's own. */
static __always_inline __s64 position_before(__u64 address, long result)
{
	__s64 position = -1;

	if (address && !bpf_probe_read_user(&position, sizeof(position), (void *)address))
		return position - result;
	return -1;
}

static __always_inline int file_to_file(long result, int from, __s64 from_position, int to, __s64 to_position)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct file *source, *target;

	if (result <= 0 || is_ignored())
		return 0;
	target = file_of(task, to);
	if (!is_mode(target, S_IFREG))
		return 0;
	source = file_of(task, from);
	if (is_mode(source, S_IFREG))
		moved(source, SW_FILE_READ, result, from_position, 0, 0);
	return moved(target, SW_FILE_WRITE, result, to_position, 0, 0);
}

SEC("tp/syscalls/sys_exit_copy_file_range")
int sys_exit_copy_file_range(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	if (ctx->ret <= 0)
		return 0;
	return file_to_file(ctx->ret, syscall_arg(regs, 0), position_before(syscall_arg(regs, 1), ctx->ret),
			    syscall_arg(regs, 2), position_before(syscall_arg(regs, 3), ctx->ret));
}

SEC("tp/syscalls/sys_exit_sendfile64")
int sys_exit_sendfile64(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	if (ctx->ret <= 0)
		return 0;
	return file_to_file(ctx->ret, syscall_arg(regs, 1), position_before(syscall_arg(regs, 2), ctx->ret),
			    syscall_arg(regs, 0), -1);
}

SEC("tp/syscalls/sys_exit_splice")
int sys_exit_splice(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	struct pipe_content *content;
	struct file *from, *to;
	__u64 key;

	if (ctx->ret <= 0 || is_ignored())
		return 0;
	from = file_of(task, syscall_arg(regs, 0));
	to = file_of(task, syscall_arg(regs, 2));
	if (is_mode(from, S_IFREG))
		return moved(from, SW_FILE_READ, ctx->ret, position_before(syscall_arg(regs, 1), ctx->ret), 0, 0);
	if (!is_mode(from, S_IFIFO) || !is_mode(to, S_IFREG))
		return 0;
	key = (__u64)BPF_CORE_READ(from, f_inode);
	content = bpf_map_lookup_elem(&sw_pipes, &key);
	if (content && content->pid == (__u32)task->tgid)
		return moved(to, SW_FILE_WRITE, ctx->ret, position_before(syscall_arg(regs, 3), ctx->ret),
			     content->address, content->length < (__u64)ctx->ret ? content->length : (__u64)ctx->ret);
	return moved(to, SW_FILE_WRITE, ctx->ret, position_before(syscall_arg(regs, 3), ctx->ret), 0, 0);
}

/* It reports nothing: both strategies sample what splice moves on. */
SEC("tp/syscalls/sys_exit_vmsplice")
int sys_exit_vmsplice(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	struct iovec first = {};
	struct file *pipe;

	if (ctx->ret <= 0 || is_ignored())
		return 0;
	pipe = file_of(task, syscall_arg(regs, 0));
	bpf_probe_read_user(&first, sizeof(first), (void *)syscall_arg(regs, 1));
	if (is_mode(pipe, S_IFIFO))
		pipe_filled(BPF_CORE_READ(pipe, f_inode), task->tgid, first.iov_base, first.iov_len);
	return 0;
}

struct submission {
	__u64 pointers;
	long count;
};

static long submitted_one(__u32 index, struct submission *submission)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct aio_request request = {};
	struct iovec first = {};
	struct file *file;
	__u64 at = 0;

	if (index >= submission->count ||
	    bpf_probe_read_user(&at, sizeof(at), (void *)(submission->pointers + index * sizeof(at))) ||
	    bpf_probe_read_user(&request, sizeof(request), (void *)at))
		return 1;
	file = file_of(task, request.descriptor);
	if (!is_mode(file, S_IFREG))
		return 0;
	if (request.opcode == IOCB_CMD_PWRITE) {
		moved(file, SW_FILE_WRITE, request.length, request.offset, request.buffer, request.length);
	} else if (request.opcode == IOCB_CMD_PWRITEV) {
		bpf_probe_read_user(&first, sizeof(first), (void *)request.buffer);
		moved(file, SW_FILE_WRITE, first.iov_len, request.offset, first.iov_base, first.iov_len);
	}
	return 0;
}

/* The buffers are the process's until it is told that they were written, so they can be read when they were accepted. */
SEC("tp/syscalls/sys_exit_io_submit")
int sys_exit_io_submit(struct trace_event_raw_sys_exit *ctx)
{
	struct submission submission = { .pointers = syscall_arg(syscall_regs(), 2), .count = ctx->ret };

	if (ctx->ret > 0 && !is_ignored())
		bpf_loop(64, submitted_one, &submission, 0);
	return 0;
}

/* What was there reads as zeros from now on, or is gone: as if zeros had been written. */
SEC("tp/syscalls/sys_exit_fallocate")
int sys_exit_fallocate(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct pt_regs *regs = syscall_regs();
	struct transferred now = {};
	struct sw_transfer *record;
	struct scratch *s;
	struct file *file;

	if (ctx->ret || !(syscall_arg(regs, 1) & FALLOCATE_GONE) || is_ignored())
		return 0;
	file = file_of(task, syscall_arg(regs, 0));
	if (!is_mode(file, S_IFREG) || !transfers_add(file, syscall_arg(regs, 3), &now))
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_WRITE, task);
	record->result = 0;
	record->origin = SW_ORIGIN_SYSCALL;
	file_identity(&record->file, BPF_CORE_READ(file, f_inode));
	record->offset = syscall_arg(regs, 2);
	record->length = syscall_arg(regs, 3);
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	bpf_probe_read_kernel(&s->bytes[sizeof(*record)], sizeof(zeros), zeros);
	tail.offset += sizeof(zeros);
	record->head = slice_of(sizeof(*record), sizeof(zeros));
	record->middle = slice_of(tail.offset, 0);
	record->tail = slice_of(tail.offset, 0);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}

SEC("tp/syscalls/sys_exit_open_by_handle_at")
int sys_exit_open_by_handle_at(struct trace_event_raw_sys_exit *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 flags = syscall_arg(syscall_regs(), 2);
	struct sw_open *record;
	struct scratch *s;
	struct file *file;

	if (ctx->ret < 0 || is_ignored())
		return 0;
	file = file_of(task, ctx->ret);
	s = scratch_get();
	if (!file || !s)
		return 0;
	record = (struct sw_open *)s->bytes;
	header_fill(&record->header, SW_FILE_OPEN, task);
	record->result = 0;
	record->open_flags = flags;
	record->origin = SW_ORIGIN_SYSCALL;
	record->pad0 = 0;
	file_identity(&record->file, BPF_CORE_READ(file, f_inode));
	if (flags & O_ACCMODE)
		transfers_forget(file);
	struct tail tail = TAIL_BEHIND(s, struct sw_open);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}
