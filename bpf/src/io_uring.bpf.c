/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * File operations through io_uring, which no system call tracepoint sees: writes, opens, renames and unlinks, when they are
 * submitted. They are reported as done, because their end is no longer tied to a process. Files that were registered
 * with the ring have no descriptor here and are not named.
 */
#include "paths.h"
#include "drift.h"
#include "transfers.h"

enum {
	IORING_OP_WRITEV = 2,
	IORING_OP_WRITE_FIXED = 5,
	IORING_OP_OPENAT = 18,
	IORING_OP_WRITE = 23,
	IORING_OP_OPENAT2 = 28,
	IORING_OP_RENAMEAT = 35,
	IORING_OP_UNLINKAT = 36,
};

#define REQ_F_FIXED_FILE 1ull

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct kiocb {
	long long ki_pos;
};
struct io_rw {
	struct kiocb kiocb;
	__u64 addr;
	__u32 len;
};
struct io_open {
	int dfd;
	struct filename *filename;
	struct open_how how;
};
struct io_rename {
	int old_dfd;
	int new_dfd;
	struct filename *oldpath;
	struct filename *newpath;
	int flags;
};
struct io_unlink {
	int dfd;
	int flags;
	struct filename *filename;
};
struct io_cmd_data {
	struct file *file;
};
struct io_cqe {
	int fd;
};
struct io_kiocb {
	struct io_cmd_data cmd;
	__u8 opcode;
	__u64 flags;
	struct io_cqe cqe;
};
#pragma clang attribute pop

/* The kernel has copied the name already, or on some versions still holds the user's. */
static __always_inline struct sw_path append_submitted_name(struct tail *tail, struct task_struct *task, int directory,
							    struct filename *filename)
{
	struct sw_path path = {};
	__u32 at = tail->offset & SCRATCH_MASK;
	long length = bpf_probe_read_kernel_str(&tail->scratch->bytes[at], SW_PATH_MAX, BPF_CORE_READ(filename, name));

	if (length <= 0) {
		tail->flags |= SW_F_UNREADABLE;
		length = 1;
	}
	length = (length - 1) & (SW_PATH_MAX - 1);
	path.name = slice_of(at, length);
	tail->offset = at + length;
	if (length == 0 || tail->scratch->bytes[at] != '/')
		path.base = append_base(tail, task, directory);
	return path;
}

static __always_inline void ring_write(struct io_kiocb *request, struct task_struct *task, bool vector)
{
	struct io_rw *rw = (struct io_rw *)&request->cmd;
	struct transferred now = {};
	struct sw_transfer *record;
	struct iovec first = {};
	struct scratch *s;
	struct inode *inode;
	struct file *file;
	__s64 position;
	bool due;

	if (BPF_CORE_READ(request, flags) & REQ_F_FIXED_FILE)
		return;
	file = file_of(task, BPF_CORE_READ(request, cqe.fd));
	if (!file)
		return;
	inode = BPF_CORE_READ(file, f_inode);
	if ((BPF_CORE_READ(inode, i_mode) & S_IFMT) != S_IFREG)
		return;
	first.iov_base = BPF_CORE_READ(rw, addr);
	first.iov_len = BPF_CORE_READ(rw, len);
	if (vector)
		bpf_probe_read_user(&first, sizeof(first), (void *)first.iov_base);
	position = BPF_CORE_READ(rw, kiocb.ki_pos);
	if (position < 0)
		position = BPF_CORE_READ(file, f_pos);
	/* an open through io_uring does not reset the count, so the start of a file is always reported */
	due = transfers_add(file, first.iov_len, &now);
	if (!due && position != 0)
		return;
	s = scratch_get();
	if (!s)
		return;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_WRITE, task);
	record->result = 0;
	record->origin = SW_ORIGIN_IO_URING;
	file_identity(&record->file, inode);
	record->offset = position;
	record->length = first.iov_len;
	record->calls = now.calls;
	record->total = now.bytes;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	append_samples(&tail, record, first.iov_base, first.iov_len);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
}

static __always_inline void ring_open(struct io_kiocb *request, struct task_struct *task)
{
	struct io_open *open = (struct io_open *)&request->cmd;
	struct io_open___v7 *delayed = (void *)open;
	__u32 flags = BPF_CORE_READ(open, how.flags);
	struct scratch *s = scratch_get();
	struct filename *name;
	struct sw_open *record;

	if (!s || !(flags & (O_ACCMODE | O_CREAT | O_TRUNC)))
		return;
	record = (struct sw_open *)s->bytes;
	header_fill(&record->header, flags & O_CREAT ? SW_FILE_CREATE : SW_FILE_OPEN, task);
	record->result = 0;
	record->open_flags = flags;
	record->origin = SW_ORIGIN_IO_URING;
	record->pad0 = 0;
	file_unknown(&record->file);
	struct tail tail = TAIL_BEHIND(s, struct sw_open);

	name = has_delayed_names() ? BPF_CORE_READ(delayed, filename.__incomplete_filename) : BPF_CORE_READ(open, filename);
	record->path = append_submitted_name(&tail, task, BPF_CORE_READ(open, dfd), name);
	emit_with_tail(&tail);
}

static __always_inline void ring_rename(struct io_kiocb *request, struct task_struct *task)
{
	struct io_rename *rename = (struct io_rename *)&request->cmd;
	struct io_rename___v7 *delayed = (void *)rename;
	struct scratch *s = scratch_get();
	struct filename *from, *to;
	struct sw_two_paths *record;

	if (!s)
		return;
	record = (struct sw_two_paths *)s->bytes;
	header_fill(&record->header, SW_FILE_RENAME, task);
	record->result = 0;
	record->call_flags = BPF_CORE_READ(rename, flags);
	record->origin = SW_ORIGIN_IO_URING;
	record->pad0 = 0;
	file_unknown(&record->file);
	struct tail tail = TAIL_BEHIND(s, struct sw_two_paths);

	if (has_delayed_names()) {
		from = BPF_CORE_READ(delayed, oldpath.__incomplete_filename);
		to = BPF_CORE_READ(delayed, newpath.__incomplete_filename);
	} else {
		from = BPF_CORE_READ(rename, oldpath);
		to = BPF_CORE_READ(rename, newpath);
	}
	record->from = append_submitted_name(&tail, task, BPF_CORE_READ(rename, old_dfd), from);
	record->to = append_submitted_name(&tail, task, BPF_CORE_READ(rename, new_dfd), to);
	emit_with_tail(&tail);
}

static __always_inline void ring_unlink(struct io_kiocb *request, struct task_struct *task)
{
	struct io_unlink *unlink = (struct io_unlink *)&request->cmd;
	struct io_unlink___v7 *delayed = (void *)unlink;
	struct scratch *s = scratch_get();
	struct filename *name;
	struct sw_delete *record;
	bool directory = BPF_CORE_READ(unlink, flags) & AT_REMOVEDIR;

	if (!s)
		return;
	record = (struct sw_delete *)s->bytes;
	header_fill(&record->header, directory ? SW_DIRECTORY_DELETE : SW_FILE_DELETE, task);
	record->result = 0;
	record->origin = SW_ORIGIN_IO_URING;
	file_unknown(&record->file);
	struct tail tail = TAIL_BEHIND(s, struct sw_delete);

	name = has_delayed_names() ? BPF_CORE_READ(delayed, filename.__incomplete_filename) : BPF_CORE_READ(unlink, filename);
	record->path = append_submitted_name(&tail, task, BPF_CORE_READ(unlink, dfd), name);
	emit_with_tail(&tail);
}

static __always_inline int ring_submitted(struct io_kiocb *request)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (is_ignored())
		return 0;
	switch (BPF_CORE_READ(request, opcode)) {
	case IORING_OP_WRITE:
	case IORING_OP_WRITE_FIXED:
		if (!served_by_lsm(FAMILY_WRITE))
			ring_write(request, task, false);
		break;
	case IORING_OP_WRITEV:
		if (!served_by_lsm(FAMILY_WRITE))
			ring_write(request, task, true);
		break;
	case IORING_OP_OPENAT:
	case IORING_OP_OPENAT2:
		if (!served_by_lsm(FAMILY_OPEN))
			ring_open(request, task);
		break;
	case IORING_OP_RENAMEAT:
		if (!served_by_lsm(FAMILY_NAMES))
			ring_rename(request, task);
		break;
	case IORING_OP_UNLINKAT:
		if (!served_by_lsm(FAMILY_NAMES))
			ring_unlink(request, task);
		break;
	}
	return 0;
}

SEC("tp_btf/io_uring_submit_req")
int BPF_PROG(io_uring_submit_req, struct io_kiocb *request)
{
	return ring_submitted(request);
}

/* Its name before 6.3; exactly one of the two exists. */
SEC("tp_btf/io_uring_submit_sqe")
int BPF_PROG(io_uring_submit_sqe, struct io_kiocb *request)
{
	return ring_submitted(request);
}
