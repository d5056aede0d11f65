/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fills a ring with records of the real ABI, of mixed kinds, as one call of a program: for the cost of reading them. */
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include "abi.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 << 20);
} ring SEC(".maps");

struct arguments {
	__u32 count;
	__u32 made;
};

#define NAME "/home/someone/Documents/Projects/2024/quarterly-report-final-v3.docx"
#define NAME_LENGTH (sizeof(NAME) - 1)

struct open_record {
	struct sw_open open;
	char name[72];
};
struct delete_record {
	struct sw_delete del;
	char name[72];
};

static const char name[72] = NAME;

static __always_inline void header(struct sw_header *header, __u16 kind, __u32 size, __u32 i)
{
	header->kind = kind;
	header->size = size;
	header->time_ns = 1000000000ull + i * 1000ull;
	header->start_ns = (i & 63) * 10000000ull;
	header->cgroup_id = 1;
	header->pid = 1000 + (i & 63);
	header->tid = 1000 + (i & 63);
	header->ppid = 1;
	header->uid = 1000;
	__builtin_memcpy(header->comm, "filler\0\0\0\0\0\0\0\0\0", SW_COMM_LEN);
}

static __always_inline int opened(__u32 i, __u16 kind)
{
	struct open_record *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r)
		return 1;
	__builtin_memset(r, 0, sizeof(*r));
	header(&r->open.header, kind, sizeof(*r), i);
	r->open.open_flags = kind == SW_FILE_CREATE ? O_CREAT | O_WRONLY : 0;
	r->open.file.inode = i;
	r->open.file.mode = S_IFREG;
	r->open.path.name.offset = sizeof(r->open);
	r->open.path.name.length = NAME_LENGTH;
	r->open.origin = SW_ORIGIN_SYSCALL;
	__builtin_memcpy(r->name, name, sizeof(name));
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	return 0;
}

static __always_inline int deleted(__u32 i)
{
	struct delete_record *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r)
		return 1;
	__builtin_memset(r, 0, sizeof(*r));
	header(&r->del.header, SW_FILE_DELETE, sizeof(*r), i);
	r->del.path.name.offset = sizeof(r->del);
	r->del.path.name.length = NAME_LENGTH;
	r->del.origin = SW_ORIGIN_SYSCALL;
	__builtin_memcpy(r->name, name, sizeof(name));
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	return 0;
}

static __always_inline int enciphered(__u32 i)
{
	struct sw_crypto *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r)
		return 1;
	__builtin_memset(r, 0, sizeof(*r));
	header(&r->header, SW_CRYPTO_INIT, sizeof(*r), i);
	r->function = SW_EVP_ENCRYPT_INIT_EX;
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	return 0;
}

static long one(__u32 i, struct arguments *arguments)
{
	int full;

	switch (i & 3) {
	case 0: full = opened(i, SW_FILE_OPEN); break;
	case 1: full = opened(i, SW_FILE_CREATE); break;
	case 2: full = deleted(i); break;
	default: full = enciphered(i); break;
	}
	if (!full)
		arguments->made++;
	return 0;
}

SEC("syscall")
int fill(struct arguments *arguments)
{
	struct arguments local = { .count = arguments->count };

	bpf_loop(arguments->count, one, &local, 0);
	arguments->made = local.made;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
