/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writes by any way into the kernel: write and its kin, 32-bit calls, aio, io_uring, sendfile, splice, copy_file_range,
 * fallocate, reflinks. They pass rw_verify_area, which knows file, position and length before anything is written: such
 * a record says what was permitted. The content is sampled where the buffer is known: system calls and io_uring.
 */
#include "lsm.h"
#include "transfers.h"

struct buffer {
	__u64 address;
	__u64 length;
};

#if defined(__TARGET_ARCH_x86)
enum { NR_WRITE = 1, NR_PWRITE64 = 18, NR_WRITEV = 20, NR_PWRITEV = 296, NR_PWRITEV2 = 328 };
/* No native call of these numbers writes, so inside a write they are 32-bit calls. */
enum { NR_COMPAT_WRITE = 4, NR_COMPAT_PWRITE64 = 181 };
#else
enum { NR_WRITE = 64, NR_PWRITE64 = 68, NR_WRITEV = 66, NR_PWRITEV = 70, NR_PWRITEV2 = 287 };
#endif

static __always_inline struct buffer first_vector(__u64 vectors)
{
	struct buffer buffer = {};

	bpf_probe_read_user(&buffer, sizeof(buffer), (void *)vectors);
	return buffer;
}

/* The memory that the current system call is about to write, nothing when the call is another. */
static __always_inline struct buffer buffer_of_call(struct task_struct *task, struct file *file)
{
	struct pt_regs *regs = syscall_regs();
	struct buffer buffer = {};
	__u64 number;

#if defined(__TARGET_ARCH_x86)
	number = regs->orig_ax;
	if (number == NR_COMPAT_WRITE || number == NR_COMPAT_PWRITE64) {
		if (file_of(task, (int)regs->bx) == file) {
			buffer.address = (__u32)regs->cx;
			buffer.length = (__u32)regs->dx;
		}
		return buffer;
	}
#else
	number = regs->regs[8];
#endif
	if (file_of(task, (int)syscall_arg(regs, 0)) != file)
		return buffer;
	if (number == NR_WRITE || number == NR_PWRITE64) {
		buffer.address = syscall_arg(regs, 1);
		buffer.length = syscall_arg(regs, 2);
	} else if (number == NR_WRITEV || number == NR_PWRITEV || number == NR_PWRITEV2) {
		buffer = first_vector(syscall_arg(regs, 1));
	}
	return buffer;
}

/* Reports a write that was chosen to be reported. */
static __always_inline int report_write(struct file *file, long result, __u64 offset, __u64 length,
					struct buffer buffer, struct transferred now)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct inode *inode = BPF_CORE_READ(file, f_inode);
	__u32 slot = slot_take(SW_FILE_WRITE);
	struct sw_transfer *record;
	struct scratch *s;

	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_WRITE, task);
	record->result = error_of(result);
	record->origin = SW_ORIGIN_LSM;
	file_identity(&record->file, inode);
	record->offset = BPF_CORE_READ(file, f_flags) & O_APPEND ? record->file.size : offset;
	record->length = length;
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_transfer);

	append_samples(&tail, record, buffer.address, buffer.length < length ? buffer.length : length);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_from_slot(&tail);
	return 0;
}

static __always_inline bool is_reported(struct file *file, __u64 length, struct transferred *now)
{
	return is_regular(BPF_CORE_READ(file, f_inode)) && !is_backing(file) && transfers_add(file, length, now);
}

static __always_inline int file_written(struct file *file, long result, __u64 offset, __u64 length,
					struct buffer buffer)
{
	struct transferred now = {};

	return is_reported(file, length, &now) ? report_write(file, result, offset, length, buffer, now) : 0;
}

#define VERIFY_WRITE 1

SEC("fexit/rw_verify_area")
int BPF_PROG(lsm_write, int direction, struct file *file, const long long *position, unsigned long length, int result)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct call_state *state;
	struct buffer buffer = {};
	__u64 offset = 0;

	if (direction != VERIFY_WRITE || length == 0 || is_unobserved())
		return 0;
	state = call_state_of(task, false);
	if (state && state->nested)
		return 0;
	if (state && state->length) {
		buffer.address = state->buffer;
		buffer.length = state->length;
	} else if (!(task->flags & PF_IO_WORKER)) {
		buffer = buffer_of_call(task, file);
	}
	if (position)
		bpf_probe_read_kernel(&offset, sizeof(offset), position);
	return file_written(file, result, offset, length, buffer);
}

static __always_inline int nested(bool inside)
{
	struct call_state *state;

	if (is_unobserved())
		return 0;
	state = call_state_of(bpf_get_current_task_btf(), inside);
	if (state)
		state->nested = inside;
	return 0;
}

SEC("fentry/" NESTED_VERIFY_OUTER)
int BPF_PROG(lsm_write_direct_begin)
{
	return nested(true);
}

SEC("fexit/" NESTED_VERIFY_OUTER)
int BPF_PROG(lsm_write_direct_end)
{
	return nested(false);
}

SEC("fentry/" NESTED_VERIFY_INNER)
int BPF_PROG(lsm_write_iter_begin)
{
	return nested(true);
}

SEC("fexit/" NESTED_VERIFY_INNER)
int BPF_PROG(lsm_write_iter_end)
{
	return nested(false);
}

/* Leaves the buffer of an io_uring write where rw_verify_area finds it, in whichever thread it runs. */
SEC("fentry/io_write")
int BPF_PROG(lsm_write_ring_begin, struct io_kiocb *request)
{
	struct io_rw *rw = (struct io_rw *)&request->cmd;
	struct call_state *state;
	struct buffer buffer = {};

	if (is_unobserved())
		return 0;
	buffer.address = BPF_CORE_READ(rw, addr);
	buffer.length = BPF_CORE_READ(rw, len);
	if (BPF_CORE_READ(request, opcode) == IORING_OP_WRITEV)
		buffer = first_vector(buffer.address);
	state = call_state_of(bpf_get_current_task_btf(), true);
	if (state) {
		state->buffer = buffer.address;
		state->length = buffer.length;
	}
	return 0;
}

SEC("fexit/io_write")
int BPF_PROG(lsm_write_ring_end)
{
	struct call_state *state = call_state_of(bpf_get_current_task_btf(), false);

	if (state)
		state->length = 0;
	return 0;
}

SEC("fexit/vfs_fallocate")
int BPF_PROG(lsm_write_fallocate, struct file *file, int mode, long long offset, long long length, int result)
{
	struct buffer none = {};

	return is_unobserved() ? 0 : file_written(file, result, offset, length, none);
}

SEC("fexit/vfs_clone_file_range")
int BPF_PROG(lsm_write_clone, struct file *from, long long from_position, struct file *to, long long to_position,
	     long long length, unsigned int flags, long long result)
{
	struct buffer none = {};

	return is_unobserved() ? 0 : file_written(to, result, to_position, result > 0 ? result : length, none);
}
