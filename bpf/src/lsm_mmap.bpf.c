/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Shared writable mappings of regular files, made by any call. */
#include "lsm.h"

SEC("fexit/vm_mmap_pgoff")
int BPF_PROG(lsm_mmap, struct file *file, unsigned long address, unsigned long length, unsigned long protection,
	     unsigned long flags, unsigned long page, unsigned long result)
{
	struct mapping_key key = {};
	struct shared_mapping mapping = {};
	struct sw_mmap *record;
	struct scratch *s;
	struct inode *inode;
	__u32 slot;

	if (!file || !(protection & PROT_WRITE) || !(flags & MAP_SHARED) || result >= -4095ul || is_unobserved())
		return 0;
	inode = BPF_CORE_READ(file, f_inode);
	if (!is_regular(inode))
		return 0;
	slot = slot_take(SW_FILE_MMAP);
	s = slot ? scratch_at(slot) : NULL;
	if (!s)
		return 0;
	record = (struct sw_mmap *)s->bytes;
	header_fill(&record->header, SW_FILE_MMAP, bpf_get_current_task_btf());
	record->protection = protection;
	record->map_flags = flags;
	record->length = length;
	record->origin = SW_ORIGIN_LSM;
	record->pad0 = 0;
	key.pid = record->header.pid;
	key.address = result;
	mapping.file = file;
	mapping.length = length;
	mapping.offset = page << PAGE_SHIFT;
	bpf_map_update_elem(&sw_mappings, &key, &mapping, BPF_ANY);
	file_identity(&record->file, inode);
	struct tail tail = TAIL_IN_SLOT(s, slot, struct sw_mmap);

	record->path.name = slice_of(tail.offset, 0);
	record->path.base = append_file_path(&tail, file);
	emit_from_slot(&tail);
	return 0;
}
