/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The life of processes: fork, exec, exit. Threads are not processes and are not reported. */
#include "paths.h"

SEC("tp_btf/sched_process_fork")
int BPF_PROG(sched_process_fork, struct task_struct *parent, struct task_struct *child)
{
	struct sw_fork *record;
	struct scratch *s;

	if (child->pid != child->tgid || is_ignored())
		return 0;
	inherit_verdict(bpf_get_current_task_btf(), child);
	s = scratch_get();
	if (!s)
		return 0;
	record = (struct sw_fork *)s->bytes;
	header_fill(&record->header, SW_PROCESS_FORK, bpf_get_current_task_btf());
	record->child_start_ns = child->start_boottime;
	record->child_pid = child->tgid;
	record->pad0 = 0;
	emit(s, sizeof(*record));
	return 0;
}

static __always_inline struct sw_slice append_arguments(struct tail *tail, struct mm_struct *mm)
{
	__u64 start = BPF_CORE_READ(mm, arg_start);
	__u64 length = BPF_CORE_READ(mm, arg_end) - start;
	__u32 at = tail->offset & SCRATCH_MASK;

	if (length > SW_ARGS_MAX) {
		tail->flags |= SW_F_TRUNCATED;
		length = SW_ARGS_MAX;
	}
	if (length == 0)
		return slice_of(at, 0);
	if (bpf_probe_read_user(&tail->scratch->bytes[at], length, (void *)start)) {
		tail->flags |= SW_F_UNREADABLE;
		return slice_of(at, 0);
	}
	tail->offset = at + length;
	return slice_of(at, length);
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(sched_process_exec, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
	struct task_struct *current = bpf_get_current_task_btf();
	struct sw_exec *record;
	struct scratch *s;
	struct mm_struct *mm = current->mm;
	struct fs_struct *fs = current->fs;
	struct file *file;
	__u32 at;
	long length;

	s = scratch_get();
	if (!s || !mm || !fs || is_ignored())
		return 0;
	record = (struct sw_exec *)s->bytes;
	header_fill(&record->header, SW_PROCESS_EXEC, current);
	struct tail tail = TAIL_BEHIND(s, struct sw_exec);

	at = tail.offset & SCRATCH_MASK;
	length = bpf_probe_read_kernel_str(&s->bytes[at], SW_PATH_MAX, BPF_CORE_READ(program, filename));
	length = length > 0 ? (length - 1) & (SW_PATH_MAX - 1) : 0;
	record->file_name = slice_of(at, length);
	tail.offset = at + length;
	record->arguments = append_arguments(&tail, mm);
	file = BPF_CORE_READ(mm, exe_file);
	file_unknown(&record->file);
	record->executable = slice_of(0, 0);
	if (file) {
		file_identity(&record->file, BPF_CORE_READ(file, f_inode));
		record->executable = append_file_path(&tail, file);
	}
	record->directory = append_walk(&tail, BPF_CORE_READ(fs, pwd.dentry), BPF_CORE_READ(fs, pwd.mnt));
	emit_with_tail(&tail);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(sched_process_exit, struct task_struct *task)
{
	struct task_struct *current = bpf_get_current_task_btf();
	struct signal_struct *signal = current->signal;
	struct open_count *counted;
	struct sw_exit *record;
	struct scratch *s;
	int group_code;

	/* the last thread has just left: the process is over, whichever thread it was */
	if (!signal || BPF_CORE_READ(signal, live.counter) != 0 || is_ignored())
		return 0;
	s = scratch_get();
	if (!s)
		return 0;
	if (sw_count_readonly_opens) {
		counted = bpf_task_storage_get(&sw_open_counts, current->group_leader, 0, 0);
		if (counted && counted->count)
			emit_opens(current, counted);
	}
	record = (struct sw_exit *)s->bytes;
	header_fill(&record->header, SW_PROCESS_EXIT, current);
	group_code = BPF_CORE_READ(signal, group_exit_code);
	record->code = group_code ? group_code : current->exit_code;
	record->pad0 = 0;
	emit(s, sizeof(*record));
	return 0;
}
