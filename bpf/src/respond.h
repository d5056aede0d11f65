/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What happens to processes under a verdict. User space puts them into a map; the probes signal them at the next event
 * that they make, before they return to their program, and hand the verdict on to their children. User space signals
 * them itself as well: it reaches those that sleep or compute, and this reaches those that it does not know of yet.
 *
 * A verdict is for a short time only, after which the signal has long been delivered: somebody who lets a stopped
 * process continue is not overruled.
 */
#ifndef SEALWATCH_RESPOND_H
#define SEALWATCH_RESPOND_H

#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "abi.h"

/* Set by user space before the object is loaded; when both are 0 the verifier removes everything below. */
const volatile __u32 sw_respond_signal = 0;        /* the signal that is sent, 0 for none */
const volatile __u32 sw_respond_refuse = 0;        /* 1: changes to files are refused, too (refuse.bpf.c) */

/* Shared with user space by mapping .bss: boot clock until which there can be targets. */
__u64 sw_respond_until;
/* Signals sent, operations refused, children for which there was no room. */
__u64 sw_respond_signals;
__u64 sw_respond_refusals;
__u64 sw_respond_no_room;

#define NANOS_PER_TICK 10000000ull                 /* as /proc/PID/stat counts */
#define SW_TARGETS 4096

/* Never evicts: what does not fit is refused and counted. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, SW_TARGETS);
	__type(key, struct sw_target);
	__type(value, struct sw_target_state);
} sw_targets SEC(".maps");

static __always_inline struct sw_target target_key(struct task_struct *task)
{
	struct sw_target key = {};

	key.start_ticks = task->group_leader->start_boottime / NANOS_PER_TICK;
	key.pid = task->tgid;
	return key;
}

static __always_inline struct sw_target_state *verdict_on(struct task_struct *task, __u64 now)
{
	struct sw_target key = target_key(task);
	struct sw_target_state *state = bpf_map_lookup_elem(&sw_targets, &key);

	return state && now <= state->until_ns ? state : NULL;
}

/*
 * NULL for a process without a verdict: on a quiet host after one comparison. One update of the map reaches all workers of
 * a parent; user space would need a millisecond to name sixteen. Children that were moved into another control group may
 * be protected there: user space looks at each.
 */
static __always_inline struct sw_target_state *target_of(struct task_struct *task)
{
	struct sw_target_state *state;
	struct task_struct *parent;
	__u64 now;

	if (!sw_respond_until)
		return NULL;
	now = bpf_ktime_get_boot_ns();
	if (now > sw_respond_until)
		return NULL;
	state = verdict_on(task, now);
	if (state)
		return state;
	parent = task->real_parent;
	state = verdict_on(parent, now);
	return state && state->with_children && task->cgroups->dfl_cgrp->kn->id == parent->cgroups->dfl_cgrp->kn->id
		? state : NULL;
}

/* Signals the current process when it is under a verdict. Threads are signalled as one. */
static __always_inline void respond(void)
{
	struct sw_target_state *state;

	if (!sw_respond_signal)
		return;
	state = target_of(bpf_get_current_task_btf());
	if (state && !bpf_send_signal(sw_respond_signal)) {
		__sync_fetch_and_add(&state->signals, 1);
		__sync_fetch_and_add(&sw_respond_signals, 1);
	}
}

/* A child that is born under a verdict has the verdict. */
static __always_inline void inherit_verdict(struct task_struct *parent, struct task_struct *child)
{
	struct sw_target_state *state, inherited = {};
	struct sw_target key;

	if (!sw_respond_signal && !sw_respond_refuse)
		return;
	state = target_of(parent);
	if (!state)
		return;
	inherited.until_ns = state->until_ns;
	key = target_key(child);
	if (bpf_map_update_elem(&sw_targets, &key, &inherited, BPF_ANY))
		__sync_fetch_and_add(&sw_respond_no_room, 1);
}

#endif
