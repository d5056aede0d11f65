/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What files were: reads of the start of a regular file, with a sample. Later reads say nothing new about it and leave
 * after one comparison. Programs and libraries are left out, because every exec reads them and nobody encrypts them
 * first; so are the kernel's own file systems, whose files are made up on reading.
 */
#include "paths.h"

const volatile __u32 sw_sample_reads = 1;

#define ELF_MAGIC 0x464c457f
#define PROC_SUPER_MAGIC 0x9fa0
#define SYSFS_MAGIC 0x62656572
#define CGROUP2_SUPER_MAGIC 0x63677270
#define TRACEFS_MAGIC 0x74726163

static __always_inline bool is_made_up(struct inode *inode)
{
	switch (BPF_CORE_READ(inode, i_sb, s_magic)) {
	case PROC_SUPER_MAGIC:
	case SYSFS_MAGIC:
	case CGROUP2_SUPER_MAGIC:
	case TRACEFS_MAGIC:
		return true;
	default:
		return false;
	}
}

/* `position` is the offset that the call was given, -1 when it was the file's own. */
static __always_inline int read_done(long result, int descriptor, __u64 address, __s64 position)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct sw_transfer *record;
	struct scratch *s;
	struct inode *inode;
	struct file *file;
	__u32 magic = 0;

	if (result <= 0 || position > 0 || !sw_sample_reads || is_ignored())
		return 0;
	file = file_of(task, descriptor);
	if (!file || (position < 0 && BPF_CORE_READ(file, f_pos) != result))
		return 0;
	inode = BPF_CORE_READ(file, f_inode);
	if ((BPF_CORE_READ(inode, i_mode) & S_IFMT) != S_IFREG || is_made_up(inode))
		return 0;
	bpf_probe_read_user(&magic, sizeof(magic), (void *)address);
	if (magic == ELF_MAGIC)
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_transfer *)s->bytes;
	header_fill(&record->header, SW_FILE_READ, task);
	record->result = 0;
	record->origin = SW_ORIGIN_SYSCALL;
	file_identity(&record->file, inode);
	record->offset = 0;
	record->length = result;
	record->calls = 1;
	record->total = result;
	record->pad0 = 0;
	struct tail tail = TAIL_BEHIND(s, struct sw_transfer);

	append_samples(&tail, record, address, result);
	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_with_tail(&tail);
	return 0;
}

SEC("tp/syscalls/sys_exit_read")
int sys_exit_read(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return read_done(ctx->ret, syscall_arg(regs, 0), syscall_arg(regs, 1), -1);
}

SEC("tp/syscalls/sys_exit_pread64")
int sys_exit_pread64(struct trace_event_raw_sys_exit *ctx)
{
	struct pt_regs *regs = syscall_regs();

	return read_done(ctx->ret, syscall_arg(regs, 0), syscall_arg(regs, 1), syscall_arg(regs, 3));
}
