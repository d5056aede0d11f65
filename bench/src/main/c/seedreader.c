// SPDX-License-Identifier: Apache-2.0
/*
 * seedreader SEED.bpf.o RING_BYTES NAP_MS: the seed-style probe with a reader of its kind: it naps, takes what the ring
 * holds and prints a line for each event, until SIGTERM.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

/* struct event of seed.bpf.c */
struct event {
	uint64_t time_ns;
	uint32_t pid, type, severity, pattern, thresholds, pad;
	char name[256];
	char comm[16];
};

static volatile sig_atomic_t ended;

static void end(int signal)
{
	(void)signal;
	ended = 1;
}

static int on_event(void *context, void *data, size_t size)
{
	const struct event *event = data;

	(void)context;
	(void)size;
	printf("%llu,%u,%u,%u,%u,%u,%.16s,%.256s\n", (unsigned long long)event->time_ns, event->pid, event->type,
	       event->severity, event->pattern, event->thresholds, event->comm, event->name);
	return 0;
}

int main(int count, char **arguments)
{
	struct bpf_program *program;
	struct ring_buffer *reader;
	struct bpf_object *object;
	struct bpf_map *ring;
	int nap;

	if (count != 4)
		return 1;
	nap = atoi(arguments[3]);
	object = bpf_object__open_file(arguments[1], NULL);
	if (!object)
		return 2;
	ring = bpf_object__find_map_by_name(object, "ring");
	bpf_map__set_max_entries(ring, atoi(arguments[2]));
	if (bpf_object__load(object))
		return 2;
	bpf_object__for_each_program(program, object)
		if (!bpf_program__attach(program))
			return 2;
	reader = ring_buffer__new(bpf_map__fd(ring), on_event, NULL, NULL);
	if (!reader)
		return 2;
	signal(SIGTERM, end);
	signal(SIGINT, end);
	while (!ended) {
		usleep(nap * 1000);
		ring_buffer__consume(reader);
		fflush(stdout);
	}
	ring_buffer__consume(reader);
	fflush(stdout);
	return 0;
}
