/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writes by any way into the kernel: write and its kin, 32-bit calls, aio, io_uring, sendfile, splice, copy_file_range,
 * fallocate, reflinks. They pass rw_verify_area, which knows file, position and length before anything is written: such
 * a record says what was permitted. The content is sampled where the buffer is known: system calls, io_uring, aio, and what
 * the same process has put into a pipe from its memory. Where the bytes come from another file, that file is reported as
 * read just before, as moves.bpf.c does it.
 */
#include "lsm.h"
#include "transfers.h"

struct buffer {
	__u64 address;
	__u64 length;
};

#define SUBMITTED_AT_ONCE 8 /* requests of one io_submit whose buffers are looked for */

#if defined(__TARGET_ARCH_x86)
enum { NR_WRITE = 1, NR_PWRITE64 = 18, NR_WRITEV = 20, NR_PWRITEV = 296, NR_PWRITEV2 = 328 };
enum { NR_SENDFILE = 40, NR_IO_SUBMIT = 209, NR_SPLICE = 275, NR_COPY_FILE_RANGE = 326 };
/* No native call of these numbers writes, so inside a write they are 32-bit calls. */
enum { NR_COMPAT_WRITE = 4, NR_COMPAT_PWRITE64 = 181 };
#else
enum { NR_WRITE = 64, NR_PWRITE64 = 68, NR_WRITEV = 66, NR_PWRITEV = 70, NR_PWRITEV2 = 287 };
enum { NR_SENDFILE = 71, NR_IO_SUBMIT = 2, NR_SPLICE = 76, NR_COPY_FILE_RANGE = 285 };
#endif

static __always_inline __u64 number_of_call(struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	return regs->orig_ax;
#else
	return regs->regs[8];
#endif
}

static __always_inline struct buffer first_vector(__u64 vectors)
{
	struct buffer buffer = {};

	bpf_probe_read_user(&buffer, sizeof(buffer), (void *)vectors);
	return buffer;
}

/* The memory of the request of this io_submit that writes to the file at the offset. */
static __always_inline struct buffer buffer_of_submission(struct task_struct *task, struct file *file, __u64 offset)
{
	struct pt_regs *regs = syscall_regs();
	__u64 pointers = syscall_arg(regs, 2);
	long count = syscall_arg(regs, 1);
	struct aio_request request = {};
	struct buffer none = {};
	__u64 at = 0;
	int i;

	for (i = 0; i < SUBMITTED_AT_ONCE; i++) {
		if (i >= count || bpf_probe_read_user(&at, sizeof(at), (void *)(pointers + i * sizeof(at))) ||
		    bpf_probe_read_user(&request, sizeof(request), (void *)at))
			return none;
		if (request.offset == (__s64)offset && file_of(task, request.descriptor) == file) {
			struct buffer buffer = { request.buffer, request.length };

			return request.opcode == IOCB_CMD_PWRITEV ? first_vector(request.buffer) : buffer;
		}
	}
	return none;
}

/* What this process last put into the pipe that splice empties. */
static __always_inline struct buffer buffer_of_pipe(struct task_struct *task)
{
	struct file *from = file_of(task, (int)syscall_arg(syscall_regs(), 0));
	struct pipe_content *content;
	struct buffer buffer = {};
	__u64 key;

	if (!is_mode(from, S_IFIFO))
		return buffer;
	key = (__u64)BPF_CORE_READ(from, f_inode);
	content = bpf_map_lookup_elem(&sw_pipes, &key);
	if (content && content->pid == (__u32)task->tgid) {
		buffer.address = content->address;
		buffer.length = content->length;
	}
	return buffer;
}

/* The memory that the current system call is about to write, nothing when the call is another. */
static __always_inline struct buffer buffer_of_call(struct task_struct *task, struct file *file, __u64 offset)
{
	struct pt_regs *regs = syscall_regs();
	__u64 number = number_of_call(regs);
	struct buffer buffer = {};

#if defined(__TARGET_ARCH_x86)
	if (number == NR_COMPAT_WRITE || number == NR_COMPAT_PWRITE64) {
		if (file_of(task, (int)regs->bx) == file) {
			buffer.address = (__u32)regs->cx;
			buffer.length = (__u32)regs->dx;
		}
		return buffer;
	}
#endif
	if (number == NR_IO_SUBMIT)
		return buffer_of_submission(task, file, offset);
	if (number == NR_SPLICE)
		return buffer_of_pipe(task);
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

/* The file that the current system call takes its bytes from, NULL when it is none. */
static __always_inline struct file *source_of_call(struct task_struct *task)
{
	struct pt_regs *regs = syscall_regs();
	__u64 number = number_of_call(regs);

	if (number == NR_COPY_FILE_RANGE)
		return file_of(task, (int)syscall_arg(regs, 0));
	if (number == NR_SENDFILE)
		return file_of(task, (int)syscall_arg(regs, 1));
	return NULL;
}

/* The buffer is the process's memory, or `zeros` where a range was made to read as zeros. */
static __always_inline int report_transfer(struct file *file, __u16 kind, long result, __u64 offset, __u64 length,
					   struct buffer buffer, struct transferred now)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct inode *inode = BPF_CORE_READ(file, f_inode);
	__u32 slot = slot_take(kind);
	struct sw_transfer *record;
	struct scratch *s;

	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, kind, task);
	record->result = error_of(result);
	record->origin = SW_ORIGIN_LSM;
	file_identity(&record->file, inode);
	record->offset = BPF_CORE_READ(file, f_flags) & O_APPEND ? record->file.size : offset;
	record->length = length;
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_transfer);

	if (buffer.address == (__u64)zeros) {
		bpf_probe_read_kernel(&s->bytes[sizeof(*record)], sizeof(zeros), zeros);
		tail.offset += sizeof(zeros);
		record->head = slice_of(sizeof(*record), sizeof(zeros));
		record->middle = slice_of(tail.offset, 0);
		record->tail = slice_of(tail.offset, 0);
	} else {
		append_samples(&tail, record, buffer.address, buffer.length < length ? buffer.length : length);
	}
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_from_slot(&tail);
	return 0;
}

/* Reports a write that was chosen to be reported. */
static __always_inline int report_write(struct file *file, long result, __u64 offset, __u64 length,
					struct buffer buffer, struct transferred now)
{
	return report_transfer(file, SW_FILE_WRITE, result, offset, length, buffer, now);
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

/* Reports the file that a copy reads, when it is one. */
static __always_inline void report_source(struct task_struct *task, __u64 length)
{
	struct transferred once = { .calls = 1, .bytes = length };
	struct file *source = source_of_call(task);
	struct buffer none = {};

	if (is_mode(source, S_IFREG))
		report_transfer(source, SW_FILE_READ, 0, BPF_CORE_READ(source, f_pos), length, none, once);
}

SEC("fexit/rw_verify_area")
int BPF_PROG(lsm_write, int direction, struct file *file, const long long *position, unsigned long length, int result)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct transferred now = {};
	struct call_state *state;
	struct buffer buffer = {};
	__u64 offset = 0;

	if (direction != VERIFY_WRITE || length == 0 || is_unobserved())
		return 0;
	state = call_state_of(task, false);
	if (state && state->nested)
		return 0;
	if (position)
		bpf_probe_read_kernel(&offset, sizeof(offset), position);
	if (state && state->length) {
		buffer.address = state->buffer;
		buffer.length = state->length;
	} else if (!(task->flags & PF_IO_WORKER)) {
		buffer = buffer_of_call(task, file, offset);
	}
	if (is_mode(file, S_IFIFO))
		pipe_filled(BPF_CORE_READ(file, f_inode), task->tgid, buffer.address, buffer.length);
	if (!is_reported(file, length, &now))
		return 0;
	if (!buffer.address && !(task->flags & PF_IO_WORKER))
		report_source(task, length);
	return report_write(file, result, offset, length, buffer, now);
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

/* Only what takes content away, as moves.bpf.c has it: to reserve room changes nothing. */
SEC("fexit/vfs_fallocate")
int BPF_PROG(lsm_write_fallocate, struct file *file, int mode, long long offset, long long length, int result)
{
	struct buffer nothing = { (__u64)zeros, sizeof(zeros) };

	if (result || !(mode & FALLOCATE_GONE) || is_unobserved())
		return 0;
	return file_written(file, result, offset, length, nothing);
}

SEC("fexit/vfs_clone_file_range")
int BPF_PROG(lsm_write_clone, struct file *from, long long from_position, struct file *to, long long to_position,
	     long long length, unsigned int flags, long long result)
{
	struct buffer none = {};

	return is_unobserved() ? 0 : file_written(to, result, to_position, result > 0 ? result : length, none);
}
