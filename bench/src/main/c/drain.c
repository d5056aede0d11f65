// SPDX-License-Identifier: Apache-2.0
/*
 * drain FILL.bpf.o COUNT ROUNDS DUMP: fills a ring with COUNT records and reads every field of every record, with
 * libbpf's consumer and by walking the mapping; prints ns per record as JSON. Writes the filled ring's data to DUMP, for
 * the Java side to walk the same bytes.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include "abi.h"

#define RING (64ul << 20)
#define ROUNDS_MAX 101

struct arguments {
	uint32_t count, made;
};

static uint64_t sum, seen;

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static uint64_t of_header(const struct sw_header *h)
{
	uint64_t comm[2];

	memcpy(comm, h->comm, sizeof(comm));
	return h->kind + h->flags + h->size + h->time_ns + h->start_ns + h->cgroup_id + h->pid + h->tid + h->ppid + h->uid +
	       comm[0] + comm[1];
}

static uint64_t of_file(const struct sw_file *f)
{
	return f->inode + f->size + f->device + f->mode;
}

static uint64_t of_path(const struct sw_path *p)
{
	return p->name.offset + p->name.length + p->base.offset + p->base.length;
}

static void read_fields(const void *record)
{
	const struct sw_header *h = record;

	sum += of_header(h);
	switch (h->kind) {
	case SW_FILE_OPEN:
	case SW_FILE_CREATE: {
		const struct sw_open *o = record;

		sum += o->result + o->open_flags + of_file(&o->file) + of_path(&o->path) + o->origin;
		break;
	}
	case SW_FILE_DELETE: {
		const struct sw_delete *d = record;

		sum += d->result + d->origin + of_file(&d->file) + of_path(&d->path);
		break;
	}
	case SW_CRYPTO_INIT:
		sum += ((const struct sw_crypto *)record)->function;
		break;
	}
	seen++;
}

static int on_record(void *context, void *data, size_t size)
{
	(void)context;
	(void)size;
	read_fields(data);
	return 0;
}

static void fill(int program, uint32_t count)
{
	struct arguments arguments = { .count = count };
	LIBBPF_OPTS(bpf_test_run_opts, options, .ctx_in = &arguments, .ctx_size_in = sizeof(arguments));

	if (bpf_prog_test_run_opts(program, &options) || arguments.made != count) {
		fprintf(stderr, "drain: the ring took %u of %u records\n", arguments.made, count);
		exit(3);
	}
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *all, int n)
{
	qsort(all, n, sizeof(*all), by_value);
	return all[n / 2];
}

int main(int count, char **arguments)
{
	double libbpf[ROUNDS_MAX], walked[ROUNDS_MAX];
	struct bpf_object *object;
	struct ring_buffer *consumer;
	volatile uint64_t *position;
	char *producer, *data;
	uint32_t records;
	int rounds, program, ring;

	if (count != 5)
		return 1;
	records = atoi(arguments[2]);
	rounds = atoi(arguments[3]);
	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 1;
	object = bpf_object__open_file(arguments[1], NULL);
	if (!object || bpf_object__load(object))
		return 2;
	program = bpf_program__fd(bpf_object__find_program_by_name(object, "fill"));
	ring = bpf_object__find_map_fd_by_name(object, "ring");
	consumer = ring_buffer__new(ring, on_record, NULL, NULL);
	position = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, ring, 0);
	producer = mmap(NULL, 4096 + 2 * RING, PROT_READ, MAP_SHARED, ring, 4096);
	if (!consumer || position == MAP_FAILED || producer == MAP_FAILED)
		return 3;
	data = producer + 4096;
	for (int round = 0; round < rounds; round++) {
		uint64_t start;

		fill(program, records);
		start = now_ns();
		ring_buffer__consume(consumer);
		libbpf[round] = (double)(now_ns() - start) / records;
		fill(program, records);
		start = now_ns();
		uint64_t at = *position, end = *(volatile uint64_t *)producer;

		if (round == 0) {
			/* from the start of the data area, so that the Java side needs no wrap: both fills fit */
			int dump = open(arguments[4], O_CREAT | O_TRUNC | O_WRONLY, 0600);

			for (uint64_t done = at; done < end;) {
				ssize_t part = write(dump, data + (done & (RING - 1)), end - done);

				if (part <= 0)
					return 3;
				done += part;
			}
			close(dump);
			start = now_ns();
		}
		while (at < end) {
			uint32_t length = __atomic_load_n((uint32_t *)(data + (at & (RING - 1))), __ATOMIC_ACQUIRE);

			if (length & BPF_RINGBUF_BUSY_BIT)
				break;
			read_fields(data + (at & (RING - 1)) + 8);
			at += (length + 15) & ~7ull;
		}
		__atomic_store_n(position, at, __ATOMIC_RELEASE);
		walked[round] = (double)(now_ns() - start) / records;
	}
	if (seen != 2ull * rounds * records)
		return 3;
	printf("{\"records\": %u, \"rounds\": %d, \"c_libbpf_ns\": %.2f, \"c_walk_ns\": %.2f, \"checksum\": %llu}\n", records,
	       rounds, median(libbpf, rounds), median(walked, rounds), (unsigned long long)sum);
	return 0;
}
