/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Stores to shared mappings, also to mappings older than the sensor. The kernel comes by when a store makes a clean page
 * dirty, before the store is done: that is reported, without content. The content is looked at when the thread has gone
 * on to another file, or when it syncs or removes the mapping (mapped.bpf.c), and is reported then.
 */
#include "lsm.h"
#include "transfers.h"

/* The page now holds what was stored there. It is gone when the mapping is: then there is nothing to say. */
static __always_inline void report_content(struct mapped_store *store)
{
	struct file *file = store->file;
	struct transferred now = { .calls = 1, .bytes = PAGE };
	struct buffer buffer = { store->address, PAGE };
	char first;

	/* the open file may have been closed and its memory be another's by now */
	if (BPF_CORE_READ(file, f_inode, i_ino) != store->inode ||
	    bpf_probe_read_user(&first, sizeof(first), (void *)store->address))
		return;
	report_write(file, 0, store->offset, PAGE, buffer, now);
}

/* A mapping that was made before the sensor came is known from its first store on. */
static __always_inline void mapping_known(struct task_struct *task, struct vm_area_struct *vma, struct file *file)
{
	struct shared_mapping mapping = {};
	struct mapping_key key = {};

	key.pid = task->tgid;
	key.address = BPF_CORE_READ(vma, vm_start);
	mapping.file = file;
	mapping.length = BPF_CORE_READ(vma, vm_end) - key.address;
	mapping.offset = BPF_CORE_READ(vma, vm_pgoff) << PAGE_SHIFT;
	bpf_map_update_elem(&sw_mappings, &key, &mapping, BPF_NOEXIST);
}

SEC("fentry/fault_dirty_shared_page")
int BPF_PROG(lsm_write_mapped, struct vm_fault *fault)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct vm_area_struct *vma = BPF_CORE_READ(fault, vma);
	struct file *file = BPF_CORE_READ(vma, vm_file);
	struct transferred now = {};
	struct buffer none = {};
	struct mapped_store *store;
	__u64 offset;

	if (!file || is_unobserved())
		return 0;
	store = bpf_task_storage_get(&sw_stores, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (store && store->file && store->file != file) {
		report_content(store);
		store->file = NULL;
	}
	/* of a file on overlayfs the mapping holds the one below, and nothing shows above */
	if (!is_regular(BPF_CORE_READ(file, f_inode)) || !transfers_add(file, PAGE, &now))
		return 0;
	offset = (__u64)BPF_CORE_READ(fault, pgoff) << PAGE_SHIFT;
	if (store && !store->file) {
		mapping_known(task, vma, file);
		store->file = file;
		store->inode = BPF_CORE_READ(file, f_inode, i_ino);
		store->address = BPF_CORE_READ(fault, address) & ~(__u64)(PAGE - 1);
		store->offset = offset;
	}
	return report_write(file, 0, offset, PAGE, none, now);
}
