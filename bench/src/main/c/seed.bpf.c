/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A probe in the manner of the public detector that this project re-imagines, for comparison only: state per thread in
 * a hash map, a 256-byte name in every event, an event for every open, create and delete at the entry of the call, and
 * the ring's default wake-up.
 */
#include "kernel.h"
#include <bpf/bpf_helpers.h>

#define TYPE_OPEN 0
#define TYPE_CREATE 1
#define TYPE_DELETE 2
#define HISTORY_DELETE 0x012

struct trace_event_raw_sys_enter {
	struct trace_entry ent;
	long id;
	unsigned long args[6];
} __attribute__((preserve_access_index));

struct event {
	__u64 time_ns;
	__u32 pid;
	__u32 type;
	__u32 severity;
	__u32 pattern;
	__u32 thresholds;
	__u32 pad;
	char name[256];
	char comm[16];
};

struct state {
	__u64 last_reset_ns;
	__u32 counts[4];
	__u32 history;
	__u32 pad;
};

const volatile __u32 limits[4] = { 50, 25, 25, 50 };

__u64 lost;
__u64 produced;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct state);
} states SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 << 10);
} ring SEC(".maps");

static __always_inline int emit(__u32 type, const char *name)
{
	__u64 id = bpf_get_current_pid_tgid();
	__u64 now = bpf_ktime_get_ns();
	__u32 key = (__u32)id;
	struct state fresh = {};
	struct state *state = bpf_map_lookup_elem(&states, &key);
	struct event *event;
	__u32 severity = 0, pattern = 0, thresholds = 0;

	if (!state) {
		bpf_map_update_elem(&states, &key, &fresh, 1 /* BPF_NOEXIST */);
		state = bpf_map_lookup_elem(&states, &key);
		if (!state)
			return 0;
	}
	state->counts[type & 3]++;
	state->history = state->history << 4 | type;
	for (int i = 0; i < 4; i++)
		if (state->counts[i] > limits[i])
			thresholds |= 1u << i;
	if (thresholds)
		severity = 1;
	if ((state->history & 0xFFF) == HISTORY_DELETE) {
		severity = 2;
		pattern = 1;
		state->history = 0;
	}
	produced++;
	event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);
	if (!event) {
		lost++;
		return 0;
	}
	event->time_ns = now;
	event->pid = key;
	event->type = type;
	event->severity = severity;
	event->pattern = pattern;
	event->thresholds = thresholds;
	event->pad = 0;
	bpf_probe_read_user_str(event->name, sizeof(event->name), name);
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("tp/syscalls/sys_enter_open")
int enter_open(struct trace_event_raw_sys_enter *ctx)
{
	return emit(ctx->args[1] & O_CREAT ? TYPE_CREATE : TYPE_OPEN, (const char *)ctx->args[0]);
}

SEC("tp/syscalls/sys_enter_openat")
int enter_openat(struct trace_event_raw_sys_enter *ctx)
{
	return emit(ctx->args[2] & O_CREAT ? TYPE_CREATE : TYPE_OPEN, (const char *)ctx->args[1]);
}

SEC("tp/syscalls/sys_enter_unlink")
int enter_unlink(struct trace_event_raw_sys_enter *ctx)
{
	return emit(TYPE_DELETE, (const char *)ctx->args[0]);
}

SEC("tp/syscalls/sys_enter_unlinkat")
int enter_unlinkat(struct trace_event_raw_sys_enter *ctx)
{
	return emit(TYPE_DELETE, (const char *)ctx->args[1]);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
