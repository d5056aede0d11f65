// SPDX-License-Identifier: Apache-2.0
/* Reads a ring as the mode says: at fixed times, woken for each record, or by the protocol of our probes. */
#define _GNU_SOURCE
#include "overhead.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>
#include <bpf/bpf.h>

struct ring {
	volatile uint64_t *consumer;
	volatile uint64_t *producer;
	char *data;
	uint64_t mask;
	size_t size;
	int fd;
};

struct reader {
	const struct mode *mode;
	struct ring ring;
	uint32_t *asleep; /* ours only */
	pthread_t thread;
};

static volatile bool stopping;
static uint64_t seen;
static uint64_t sum; /* so that what is read is used */

static void ring_map(struct ring *ring, int fd, size_t size)
{
	ring->consumer = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ring->producer = mmap(NULL, 4096 + 2 * size, PROT_READ, MAP_SHARED, fd, 4096);
	if (ring->consumer == MAP_FAILED || ring->producer == MAP_FAILED)
		fail("mmap of the ring");
	ring->data = (char *)ring->producer + 4096;
	ring->mask = size - 1;
	ring->size = size;
	ring->fd = fd;
}

static void ring_unmap(struct ring *ring)
{
	munmap((void *)ring->consumer, 4096);
	munmap((void *)ring->producer, 4096 + 2 * ring->size);
}

/* A reader that delivers has to look at what it delivers: our record to its end, the seed's to the end of its name. */
static void read_record(const char *record, uint32_t length, bool ours)
{
	uint32_t end = ours ? length : 32 + strnlen(record + 32, 256);

	for (uint32_t at = 0; at + 8 <= end; at += 8)
		sum += *(const uint64_t *)(record + at);
	if (!ours)
		sum += *(const uint64_t *)(record + length - 16);
	seen++;
}

static int ring_drain(struct ring *ring, bool ours)
{
	uint64_t at = *ring->consumer;
	int found = 0;

	for (;;) {
		uint64_t end = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE);

		if (at >= end)
			break;
		while (at < end) {
			uint32_t *header = (uint32_t *)(ring->data + (at & ring->mask));
			uint32_t length = __atomic_load_n(header, __ATOMIC_ACQUIRE);

			if (length & BPF_RINGBUF_BUSY_BIT)
				goto out;
			if (!(length & BPF_RINGBUF_DISCARD_BIT)) {
				read_record((const char *)(header + 2), length, ours);
				found++;
			}
			at += ((length & ~(3u << 30)) + 15) & ~7ull;
			if (!(found & 255))
				__atomic_store_n(ring->consumer, at, __ATOMIC_RELEASE);
		}
		__atomic_store_n(ring->consumer, at, __ATOMIC_RELEASE);
	}
out:
	__atomic_store_n(ring->consumer, at, __ATOMIC_SEQ_CST);
	return found;
}

static void *read_ring(void *argument)
{
	struct reader *reader = argument;
	struct epoll_event event = { .events = EPOLLIN };
	int poller = epoll_create1(EPOLL_CLOEXEC);
	int empty = 0;

	pin(1);
	if (poller < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, reader->ring.fd, &event))
		fail("epoll");
	while (!stopping) {
		int found = ring_drain(&reader->ring, reader->mode->ours);

		if (!reader->mode->ours) {
			if (reader->mode->epoll)
				epoll_wait(poller, &event, 1, 100);
			else
				usleep(reader->mode->nap_us);
			continue;
		}
		/* naps while there is work, and sleeps until it is woken when a few naps brought nothing */
		empty = found ? 0 : empty + 1;
		if (empty < 4) {
			usleep(reader->mode->nap_us);
			continue;
		}
		__atomic_store_n(reader->asleep, 1, __ATOMIC_SEQ_CST);
		if (ring_drain(&reader->ring, reader->mode->ours) == 0)
			epoll_wait(poller, &event, 1, 100);
		__atomic_store_n(reader->asleep, 0, __ATOMIC_SEQ_CST);
		empty = 0;
	}
	ring_drain(&reader->ring, reader->mode->ours);
	close(poller);
	return NULL;
}

struct reader *reader_start(const struct mode *mode, struct loaded *loaded)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	reader->mode = mode;
	ring_map(&reader->ring, bpf_object__find_map_fd_by_name(loaded->object, mode->ours ? "sw_ring" : "ring"),
		 mode->ring_bytes);
	if (mode->ours)
		reader->asleep = bss_word(loaded, "sw_reader_asleep");
	stopping = false;
	seen = 0;
	pthread_create(&reader->thread, NULL, read_ring, reader);
	return reader;
}

uint64_t reader_stop(struct reader *reader)
{
	stopping = true;
	pthread_join(reader->thread, NULL);
	ring_unmap(&reader->ring);
	free(reader);
	return seen;
}
