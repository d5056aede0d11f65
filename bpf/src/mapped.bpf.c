/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What was written through memory: the content of a shared writable mapping when it is synced, or just before it is removed,
 * as a write of its whole length; of the newest one also when its process makes another (mmap.bpf.c) or ends. Where
 * lsm_mapped.bpf.c is loaded it sees the others, too.
 */
#include "mappings.h"

/* At entry: afterwards there is nothing to read. */
SEC("tp/syscalls/sys_enter_munmap")
int sys_enter_munmap(void *ctx)
{
	return mapping_written(syscall_arg(syscall_regs(), 0), true);
}

SEC("tp/syscalls/sys_exit_msync")
int sys_exit_msync(struct trace_event_raw_sys_exit *ctx)
{
	return ctx->ret ? 0 : mapping_written(syscall_arg(syscall_regs(), 0), false);
}

SEC("tp/syscalls/sys_enter_exit_group")
int sys_enter_exit_group(void *ctx)
{
	last_mapping_written(bpf_get_current_task_btf());
	return 0;
}
