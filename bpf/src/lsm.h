/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the programs inside the kernel's functions share. They see kernel objects, so nothing can be changed behind
 * their back, and every way into the kernel passes them: io_uring, aio, splice, 32-bit calls. Unlike tracepoint
 * programs they can be preempted, so each takes a scratch record of its own and gives it back.
 */
#ifndef SEALWATCH_LSM_H
#define SEALWATCH_LSM_H

#include "paths.h"
#include "drift.h"

/* One per CPU and slot; slot 0 is never taken. */
struct slots {
	__u32 taken[SCRATCH_SLOTS];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct slots);
} sw_slots SEC(".maps");

/* Where the kernel side is between two hooks of one call. Freed with the task. */
struct call_state {
	__u64 buffer;    /* io_uring: user memory to be written */
	__u64 length;
	__u32 nested;    /* inside a function that verifies what was verified already */
	__u32 pad0;
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct call_state);
} sw_calls SEC(".maps");

static __always_inline struct call_state *call_state_of(struct task_struct *task, bool create)
{
	return bpf_task_storage_get(&sw_calls, task, 0, create ? BPF_LOCAL_STORAGE_GET_F_CREATE : 0);
}

/* Kernel threads write for others, whose own calls were seen. Workers of io_uring belong to their process. */
static __always_inline bool is_unobserved(void)
{
	struct task_struct *task = bpf_get_current_task_btf();

	return is_ignored() || task->flags & PF_KTHREAD;
}

/* A free slot of this CPU, 0 when all are taken: then the record is lost, and counted as lost. */
static __always_inline __u32 slot_take(__u16 kind)
{
	__u32 zero = 0;
	struct slots *slots = bpf_map_lookup_elem(&sw_slots, &zero);

	if (slots) {
		if (!__sync_val_compare_and_swap(&slots->taken[1], 0, 1))
			return 1;
		if (!__sync_val_compare_and_swap(&slots->taken[2], 0, 1))
			return 2;
		if (!__sync_val_compare_and_swap(&slots->taken[3], 0, 1))
			return 3;
	}
	count_preemptible(kind, true);
	return 0;
}

static __always_inline void slot_release(__u32 slot)
{
	__u32 zero = 0;
	struct slots *slots = bpf_map_lookup_elem(&sw_slots, &zero);

	if (slots && slot < SCRATCH_SLOTS)
		slots->taken[slot] = 0;
}

#define TAIL_IN_SLOT(s, n, type) { .scratch = (s), .offset = sizeof(type), .flags = 0, .slot = (n) }

/* Finishes a record and gives its slot back. */
static __always_inline void emit_from_slot(struct tail *tail)
{
	struct sw_header *header = (struct sw_header *)tail->scratch->bytes;
	__u32 size = tail->offset & (SCRATCH_LIMIT * 2 - 1);

	if (size <= SCRATCH_SIZE) {
		header->flags |= tail->flags;
		header->size = size;
		count_preemptible(header->kind, bpf_ringbuf_output(&sw_ring, tail->scratch, size, BPF_RB_NO_WAKEUP) != 0);
		wake_reader();
	}
	slot_release(tail->slot);
}

static __always_inline bool is_regular(struct inode *inode)
{
	return (BPF_CORE_READ(inode, i_mode) & S_IFMT) == S_IFREG;
}

/* A layer of a file system above (overlayfs): it belongs to no namespace, and what is done in it was seen above. */
static __always_inline bool is_layer(struct vfsmount *in)
{
	struct mount *mount = (void *)in - bpf_core_field_offset(struct mount, mnt);

	return (__u64)BPF_CORE_READ(mount, mnt_ns) >= -4095ull && !(BPF_CORE_READ(in, mnt_sb, s_flags) & SB_KERNMOUNT);
}

static __always_inline bool is_backing(struct file *file)
{
	return BPF_CORE_READ(file, f_mode) & FMODE_NOACCOUNT || is_layer(BPF_CORE_READ(file, f_path.mnt));
}

#endif
