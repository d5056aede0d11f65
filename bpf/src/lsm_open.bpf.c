/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Opens by any way into the kernel. The hook runs when the file was found and may be opened: an open that finds nothing
 * is not seen here, one that is refused by a security module is, with its error.
 */
#include "lsm.h"

#define OPEN_FOR_EXEC 040 /* __FMODE_EXEC: exec reports it */

/* As count_open() does it, with the record on the stack. */
static __always_inline void lsm_count_open(struct task_struct *task, int result)
{
	__u64 now = bpf_ktime_get_boot_ns();
	struct open_count *counted;
	struct sw_opens record = {};

	counted = bpf_task_storage_get(&sw_open_counts, task->group_leader, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!counted)
		return;
	if (counted->count && now - counted->first_ns >= OPENS_WINDOW_NS) {
		header_fill(&record.header, SW_FILE_OPENS, task);
		record.header.size = sizeof(record);
		record.count = counted->count;
		record.failed = counted->failed;
		record.first_ns = counted->first_ns;
		counted->count = 0;
		counted->failed = 0;
		count_preemptible(SW_FILE_OPENS,
				  bpf_ringbuf_output(&sw_ring, &record, sizeof(record), BPF_RB_NO_WAKEUP) != 0);
		wake_reader();
	}
	if (!counted->count)
		counted->first_ns = now;
	__sync_fetch_and_add(&counted->count, 1);
	if (result < 0)
		__sync_fetch_and_add(&counted->failed, 1);
}

SEC("fexit/security_file_open")
int BPF_PROG(lsm_open, struct file *file, int result)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 flags = file->f_flags;
	struct sw_open *record;
	struct scratch *s;
	__u16 kind = flags & O_CREAT ? SW_FILE_CREATE : SW_FILE_OPEN;
	__u32 slot;

	if (is_unobserved() || flags & OPEN_FOR_EXEC || is_backing(file))
		return 0;
	if (sw_count_readonly_opens && !(flags & (O_ACCMODE | O_CREAT | O_TRUNC))) {
		lsm_count_open(task, result);
		return 0;
	}
	slot = slot_take(kind);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_open *)s->bytes;
	header_fill(&record->header, kind, task);
	record->result = error_of(result);
	record->open_flags = flags;
	record->origin = SW_ORIGIN_LSM;
	record->pad0 = 0;
	file_identity(&record->file, BPF_CORE_READ(file, f_inode));
	if (BPF_CORE_READ(file, f_mode) & FMODE_CREATED)
		record->header.flags |= SW_F_CREATED;
	if (flags & O_ACCMODE)
		transfers_forget(file);
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_open);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_from_slot(&tail);
	return 0;
}
