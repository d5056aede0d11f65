/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Opens: open, openat, openat2, creat. One program at the exit of each: the result is known, the saved registers still
 * hold the arguments, and the kernel itself has just paged the name in.
 */
#include "paths.h"
#include "transfers.h"

struct open_count {
	__u64 count;
	__u64 failed;
	__u64 first_ns;
	__u64 last_tick;
};

/* Freed by the kernel with the task. */
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct open_count);
} sw_open_counts SEC(".maps");

#define OPENS_WINDOW_NS 1000000000ull

static __always_inline void emit_opens(struct task_struct *task, struct open_count *counted)
{
	struct sw_opens *record;
	struct scratch *s = scratch_get();

	if (!s)
		return;
	record = (struct sw_opens *)s->bytes;
	header_fill(&record->header, SW_FILE_OPENS, task);
	record->count = counted->count;
	record->failed = counted->failed;
	record->first_ns = counted->first_ns;
	counted->count = 0;
	counted->failed = 0;
	emit(s, sizeof(*record));
}

/* A window ends with the first open after a second, or with the process. The clock is read once a tick. */
static __always_inline void count_open(struct task_struct *task, long result)
{
	struct open_count *counted;
	__u64 tick = bpf_jiffies64();

	counted = bpf_task_storage_get(&sw_open_counts, task->group_leader, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!counted)
		return;
	if (!counted->count || tick != counted->last_tick) {
		__u64 now = bpf_ktime_get_boot_ns();

		if (counted->count && now - counted->first_ns >= OPENS_WINDOW_NS)
			emit_opens(task, counted);
		if (!counted->count)
			counted->first_ns = now;
		counted->last_tick = tick;
	}
	counted->count++;
	if (result < 0)
		counted->failed++;
}

/*
 * What the file is, and its mode. Loads on a bare address need a function that the kernel has from 6.2 on, and an object that
 * names it needs CAP_SYS_ADMIN to be loaded where it is missing (libbpf then asks for the types of all modules): hence two
 * objects, of which user space chooses.
 */
#ifdef SW_CAST
static __always_inline __u32 opened(struct sw_file *out, struct file *file)
{
	const struct file *typed = bpf_rdonly_cast(file, bpf_core_type_id_kernel(struct file));
	const struct inode *inode = typed->f_inode;

	out->inode = inode->i_ino;
	out->size = inode->i_size;
	out->mode = inode->i_mode;
	out->device = inode->i_sb->s_dev;
	return typed->f_mode;
}
#else
static __always_inline __u32 opened(struct sw_file *out, struct file *file)
{
	file_identity(out, BPF_CORE_READ(file, f_inode));
	return BPF_CORE_READ(file, f_mode);
}
#endif

static __always_inline int open_done(long result, int directory, const void *name, __u32 flags, bool counting)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct sw_open *record;
	struct scratch *s;

	if (is_ignored())
		return 0;
	if (counting && !(flags & (O_ACCMODE | O_CREAT | O_TRUNC))) {
		count_open(task, result);
		return 0;
	}
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_open *)s->bytes;
	header_fill(&record->header, flags & O_CREAT ? SW_FILE_CREATE : SW_FILE_OPEN, task);
	record->result = error_of(result);
	record->open_flags = flags;
	record->origin = SW_ORIGIN_SYSCALL;
	record->pad0 = 0;
	file_unknown(&record->file);
	if (result >= 0) {
		struct file *file = file_of(task, (int)result);

		if (file) {
			__u32 mode = opened(&record->file, file);

			if (flags & O_CREAT && mode & FMODE_CREATED)
				record->header.flags |= SW_F_CREATED;
			if (flags & O_ACCMODE)
				transfers_forget(file);
		}
	}
	struct tail tail = TAIL_BEHIND(s, struct sw_open);

	record->path = append_path_at(&tail, task, directory, name);
	emit_with_tail(&tail);
	return 0;
}

SEC("tp/syscalls/sys_exit_open")
int sys_exit_open(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return open_done(ctx->ret, AT_FDCWD, (void *)syscall_arg(regs, 0), syscall_arg(regs, 1), sw_count_readonly_opens);
}

SEC("tp/syscalls/sys_exit_openat")
int sys_exit_openat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return open_done(ctx->ret, syscall_arg(regs, 0), (void *)syscall_arg(regs, 1), syscall_arg(regs, 2),
			 sw_count_readonly_opens);
}

SEC("tp/syscalls/sys_exit_openat2")
int sys_exit_openat2(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();
	struct open_how how = {};

	bpf_probe_read_user(&how, sizeof(how), (void *)syscall_arg(regs, 2));
	return open_done(ctx->ret, syscall_arg(regs, 0), (void *)syscall_arg(regs, 1), how.flags, sw_count_readonly_opens);
}

SEC("tp/syscalls/sys_exit_creat")
int sys_exit_creat(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return open_done(ctx->ret, AT_FDCWD, (void *)syscall_arg(regs, 0), O_CREAT | O_WRONLY | O_TRUNC, false);
}
