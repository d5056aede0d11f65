/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What every probe needs: the ring, the scratch record, the header, the accounts and the wake-up. */
#ifndef SEALWATCH_CORE_H
#define SEALWATCH_CORE_H

#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
#include "abi.h"
#include "respond.h"

/* A record is built here and copied to the ring at its true length. Four names of PATH_MAX fit behind the fixed part. */
#define SCRATCH_LIMIT (1u << 14)
#define SCRATCH_MASK (SCRATCH_LIMIT - 1)
#define SCRATCH_SIZE (SCRATCH_LIMIT + SW_PATH_MAX)

/* Set by user space before the object is loaded. */
const volatile __u32 sw_abi_version = SW_ABI_VERSION;
const volatile __u32 sw_self_pid = 0;              /* the agent never observes itself */
const volatile __u32 sw_count_readonly_opens = 0;  /* 1: count them per process and second */

/* Families of operations; each is served by one strategy only, so nothing is reported twice. */
enum family {
	FAMILY_OPEN = 1,
	FAMILY_WRITE = 2,
	FAMILY_NAMES = 4,
	FAMILY_TRUNCATE = 8,
	FAMILY_MMAP = 16,
};

/* The families that hooks inside the kernel serve (lsm*.bpf.c); the others are the system call tracepoints'. */
const volatile __u32 sw_lsm_families = 0;

static __always_inline bool served_by_lsm(enum family family)
{
	return sw_lsm_families & family;
}

/* Shared with user space by mapping .bss. The reader sets it before it sleeps. */
__u32 sw_reader_asleep;
/* Set at the end of a run: from then on nothing is made, so the accounts can be closed exactly. */
__u32 sw_stopped;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 << 20);
} sw_ring SEC(".maps");

/* The first is the tracepoint programs', the others are taken and given back by programs that can be preempted. */
#define SCRATCH_SLOTS 4

struct scratch {
	char bytes[SCRATCH_SIZE];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SCRATCH_SLOTS);
	__type(key, __u32);
	__type(value, struct scratch);
} sw_scratch SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct sw_counters);
} sw_counters SEC(".maps");

/*
 * Tracepoint programs run with preemption off, so one scratch record per CPU is theirs alone. Uprobe programs can be
 * preempted and must not use it (see crypto.bpf.c).
 */
static __always_inline struct scratch *scratch_get(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&sw_scratch, &zero);
}

static __always_inline struct scratch *scratch_at(__u32 slot)
{
	return bpf_map_lookup_elem(&sw_scratch, &slot);
}

/*
 * The agent's own calls, and everything once user space has asked for the last record. Every probe asks this before
 * anything else, so this is where a process under a verdict gets its signal.
 */
static __always_inline bool is_ignored(void)
{
	if (sw_stopped || (__u32)bpf_get_current_task_btf()->tgid == sw_self_pid)
		return true;
	respond();
	return false;
}

/* Reads the task itself: its fields are a load each, where a helper is a call. */
static __always_inline void header_fill(struct sw_header *header, __u16 kind, struct task_struct *task)
{
	header->kind = kind;
	header->flags = 0;
	header->size = 0;
	header->time_ns = bpf_ktime_get_boot_ns();
	header->start_ns = task->group_leader->start_boottime;
	header->cgroup_id = task->cgroups->dfl_cgrp->kn->id;
	header->pid = task->tgid;
	header->tid = task->pid;
	header->ppid = task->real_parent->tgid;
	header->uid = task->cred->uid.val;
	*(__u64 *)&header->comm[0] = *(__u64 *)&task->comm[0];
	*(__u64 *)&header->comm[8] = *(__u64 *)&task->comm[8];
}

/*
 * Wakes the reader only when it sleeps: a wake-up per event costs the traced process several microseconds. The commit
 * before this is a full barrier, and the reader checks the ring again between saying that it sleeps and sleeping, so
 * one of the two always sees the other. The waking record is empty and discarded.
 */
static __always_inline void wake_reader(void)
{
	void *nudge;

	if (!sw_reader_asleep)
		return;
	sw_reader_asleep = 0;
	nudge = bpf_ringbuf_reserve(&sw_ring, 8, 0);
	if (nudge)
		bpf_ringbuf_discard(nudge, BPF_RB_FORCE_WAKEUP);
}

static __always_inline struct sw_counters *counters_get(__u16 kind)
{
	__u32 zero = 0;

	return kind < SW_KINDS ? bpf_map_lookup_elem(&sw_counters, &zero) : NULL;
}

/* Plain additions: nothing that counts can come between on this CPU while a tracepoint program runs. */
static __always_inline void count(__u16 kind, bool lost)
{
	struct sw_counters *counters = counters_get(kind);

	if (!counters)
		return;
	counters->produced[kind]++;
	if (lost)
		counters->lost[kind]++;
}

/* For uprobe programs: a tracepoint program can preempt one between its load and its store. */
static __always_inline void count_preemptible(__u16 kind, bool lost)
{
	struct sw_counters *counters = counters_get(kind);

	if (!counters)
		return;
	__sync_fetch_and_add(&counters->produced[kind], 1);
	if (lost)
		__sync_fetch_and_add(&counters->lost[kind], 1);
}

/* Copies the first `size` bytes of the scratch record to the ring. */
static __always_inline void emit(struct scratch *s, __u32 size)
{
	struct sw_header *header = (struct sw_header *)s->bytes;
	bool lost;

	if (size > SCRATCH_SIZE)
		return;
	header->size = size;
	lost = bpf_ringbuf_output(&sw_ring, s, size, BPF_RB_NO_WAKEUP) != 0;
	count(header->kind, lost);
	wake_reader();
}

/* The registers as they were at the entry of the system call that is about to return. */
static __always_inline struct pt_regs *syscall_regs(void)
{
	return (struct pt_regs *)bpf_task_pt_regs(bpf_get_current_task_btf());
}

static __always_inline __u64 syscall_arg(struct pt_regs *regs, int n)
{
#if defined(__TARGET_ARCH_x86)
	switch (n) {
	case 0: return regs->di;
	case 1: return regs->si;
	case 2: return regs->dx;
	case 3: return regs->r10;
	case 4: return regs->r8;
	default: return regs->r9;
	}
#elif defined(__TARGET_ARCH_arm64)
	/* x0 holds the result by now */
	return n == 0 ? regs->orig_x0 : regs->regs[n];
#endif
}

static __always_inline __s32 error_of(long result)
{
	return result < 0 ? (__s32)result : 0;
}

#endif
