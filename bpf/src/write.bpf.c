/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Writes to regular files: write, pwrite64, writev, pwritev, pwritev2. */
#include "paths.h"
#include "transfers.h"

static __always_inline struct sw_slice append_sample(struct tail *tail, __u64 address, __u32 length)
{
	__u32 at = tail->offset & SCRATCH_MASK;

	/* The compiler may know the bound from a caller and drop it; the verifier of 6.1 does not. */
	barrier_var(length);
	length &= SW_SAMPLE_HEAD * 2 - 1;
	if (length > SW_SAMPLE_HEAD)
		length = SW_SAMPLE_HEAD;
	if (length == 0 || bpf_probe_read_user(&tail->scratch->bytes[at], length, (void *)address))
		return slice_of(at, 0);
	tail->offset = at + length;
	return slice_of(at, length);
}

/* The head of a buffer, and its middle and end when it is large. */
static __always_inline void append_samples(struct tail *tail, struct sw_transfer *record, __u64 address, __u64 length)
{
	record->head = append_sample(tail, address, length < SW_SAMPLE_HEAD ? length : SW_SAMPLE_HEAD);
	record->middle = slice_of(tail->offset, 0);
	record->tail = slice_of(tail->offset, 0);
	if (length >= 4 * SW_SAMPLE_HEAD) {
		record->middle = append_sample(tail, address + length / 2, SW_SAMPLE_PART);
		record->tail = append_sample(tail, address + length - SW_SAMPLE_PART, SW_SAMPLE_PART);
	}
}

/* `address` and `available` describe the first buffer of the call. */
static __always_inline int write_done(long result, int descriptor, __u64 address, __u64 available, __s64 position)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct transferred now = {};
	struct sw_transfer *record;
	struct scratch *s;
	struct inode *inode;
	struct file *file;
	__u32 mode;
	__u64 length = result > 0 ? result : 0;

	if (result == 0 || is_ignored())
		return 0;
	file = file_of(task, descriptor);
	if (!file)
		return 0;
	inode = BPF_CORE_READ(file, f_inode);
	mode = BPF_CORE_READ(inode, i_mode) & S_IFMT;
	if (mode == S_IFIFO)
		pipe_filled(inode, task->tgid, address, available);
	if (mode != S_IFREG)
		return 0;
	if (!transfers_add(file, length, &now))
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_WRITE, task);
	record->result = error_of(result);
	record->origin = SW_ORIGIN_SYSCALL;
	file_identity(&record->file, inode);
	record->offset = position >= 0 ? (__u64)position : BPF_CORE_READ(file, f_pos) - length;
	record->length = length;
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	if (available > length)
		available = length;
	append_samples(&tail, record, address, available);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}

static __always_inline int vector_done(long result, __s64 position)
{
	struct pt_regs *regs = syscall_regs();
	struct iovec first = {};

	bpf_probe_read_user(&first, sizeof(first), (void *)syscall_arg(regs, 1));
	return write_done(result, syscall_arg(regs, 0), first.iov_base, first.iov_len, position);
}

SEC("tp/syscalls/sys_exit_write")
int sys_exit_write(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return write_done(ctx->ret, syscall_arg(regs, 0), syscall_arg(regs, 1), syscall_arg(regs, 2), -1);
}

SEC("tp/syscalls/sys_exit_pwrite64")
int sys_exit_pwrite64(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return write_done(ctx->ret, syscall_arg(regs, 0), syscall_arg(regs, 1), syscall_arg(regs, 2), syscall_arg(regs, 3));
}

SEC("tp/syscalls/sys_exit_writev")
int sys_exit_writev(struct trace_event_raw_sys_exit *ctx)
{
	return vector_done(ctx->ret, -1);
}

SEC("tp/syscalls/sys_exit_pwritev")
int sys_exit_pwritev(struct trace_event_raw_sys_exit *ctx)
{
	return vector_done(ctx->ret, syscall_arg(syscall_regs(), 3));
}

SEC("tp/syscalls/sys_exit_pwritev2")
int sys_exit_pwritev2(struct trace_event_raw_sys_exit *ctx)
{
	/* an offset of -1 means the file position, as in write_done */
	return vector_done(ctx->ret, syscall_arg(syscall_regs(), 3));
}
