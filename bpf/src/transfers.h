/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is remembered of the writes on each open file, so that only some of them are reported. */
#ifndef SEALWATCH_TRANSFERS_H
#define SEALWATCH_TRANSFERS_H

#include "core.h"

struct transferred {
	__u64 calls;
	__u64 bytes;
};

/*
 * Keyed by the address of the open file. Addresses are reused, so an open for writing forgets what the last owner of
 * the address did. The least recently used entry goes when the map is full: its next write counts as a first one,
 * which is one record too many and never one too few.
 */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 32768);
	__type(key, __u64);
	__type(value, struct transferred);
} sw_writes SEC(".maps");

/* In place: to look for an entry is cheaper than to delete one, and most files that are opened have none. */
static __always_inline void transfers_forget(struct file *file)
{
	__u64 key = (__u64)file;
	struct transferred *known = bpf_map_lookup_elem(&sw_writes, &key);

	if (known) {
		known->calls = 0;
		known->bytes = 0;
	}
}

struct pipe_content {
	__u64 address;
	__u64 length;
	__u32 pid;
	__u32 pad0;
};

/* What a process last put into a pipe, by the pipe's inode: its memory, to be sampled when splice moves it on. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct pipe_content);
} sw_pipes SEC(".maps");

static __always_inline void pipe_filled(struct inode *pipe, __u32 pid, __u64 address, __u64 length)
{
	struct pipe_content content = { .address = address, .length = length, .pid = pid };
	__u64 key = (__u64)pipe;

	bpf_map_update_elem(&sw_pipes, &key, &content, BPF_ANY);
}

/*
 * Adds one call and says whether it is one to report: the 1st, 2nd, 4th, 8th ..., the one by which the bytes pass 256, 512, 1024 ...
 * and the first of each MiB. Calls alone would always meet the nonce of a program that writes nonce and ciphertext in turn.
 */
static __always_inline bool transfers_add(struct file *file, __u64 bytes, struct transferred *now)
{
	__u64 key = (__u64)file;
	struct transferred first = { .calls = 1, .bytes = bytes };
	struct transferred *known = bpf_map_lookup_elem(&sw_writes, &key);
	__u64 before;

	if (!known) {
		bpf_map_update_elem(&sw_writes, &key, &first, BPF_ANY);
		*now = first;
		return true;
	}
	/* Two threads on one open file can race here; the sum stays exact, the choice of samples need not be. */
	before = __sync_fetch_and_add(&known->bytes, bytes);
	now->calls = __sync_fetch_and_add(&known->calls, 1) + 1;
	now->bytes = before + bytes;
	return (now->calls & (now->calls - 1)) == 0 || before >> 20 != now->bytes >> 20 ||
	       (now->bytes >= 256 && (before ^ now->bytes) > before);
}

#endif
