// SPDX-License-Identifier: Apache-2.0
/*
 * What a probe adds to the system calls of a traced process. Every mode attaches its own object and the modes take turns
 * in rounds. A turn's figure is the median of many small batches; what a mode adds is the median over the rounds of its
 * difference to the turn without probes in the same round. Time is CPU time of the traced thread: the interrupts that a
 * wake-up causes are in it, the neighbours on a shared machine are not.
 *
 *   overhead EMPTY.bpf.o SEED.bpf.o OURS.bpf.o [--rounds N] [--dir DIR] [--modes a,b] [--agent COMMAND]
 *
 * Prints one JSON object.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include "abi.h"

#define ROUNDS_MAX 101
#define BATCHES 20
#define MODES_MAX 16

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "overhead: %s: %s\n", what, strerror(errno));
	exit(3);
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu % sysconf(_SC_NPROCESSORS_ONLN), &set);
	sched_setaffinity(0, sizeof(set), &set);
}

/* ---- the traced process ---- */

enum op { OPENAT_ENOENT, OPENAT_RELATIVE, OPEN_CLOSE, CREATE_CLOSE_UNLINK, WRITE_1, GETPPID, OPS };
static const char *op_names[OPS] = { "openat_enoent", "openat_enoent_relative", "open_close", "create_close_unlink",
				     "write_1", "getppid" };
static const int op_calls[OPS] = { 1000, 1000, 600, 150, 2000, 4000 };

struct shared {
	double ns[OPS][BATCHES]; /* per call, of the last turn */
};

static char missing[512], existing[512], created[512], working[256];
static int write_fd;

static void one(enum op op)
{
	int fd;

	switch (op) {
	case OPENAT_ENOENT:
		syscall(SYS_openat, AT_FDCWD, missing, O_RDONLY, 0);
		break;
	case OPENAT_RELATIVE:
		syscall(SYS_openat, AT_FDCWD, "not-here.docx", O_RDONLY, 0);
		break;
	case OPEN_CLOSE:
		fd = syscall(SYS_openat, AT_FDCWD, existing, O_RDONLY, 0);
		close(fd);
		break;
	case CREATE_CLOSE_UNLINK:
		fd = syscall(SYS_openat, AT_FDCWD, created, O_CREAT | O_WRONLY | O_TRUNC, 0600);
		close(fd);
		syscall(SYS_unlinkat, AT_FDCWD, created, 0);
		break;
	case WRITE_1:
		syscall(SYS_pwrite64, write_fd, "x", 1, 0);
		break;
	case GETPPID:
		syscall(SYS_getppid);
		break;
	default:
		break;
	}
}

static void traced(int commands, int answers, struct shared *shared)
{
	char command;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pin(0);
	if (chdir(working))
		fail(working);
	write_fd = open(existing, O_WRONLY);
	while (read(commands, &command, 1) == 1) {
		for (int batch = -2; batch < BATCHES; batch++)
			for (enum op op = 0; op < OPS; op++) {
				uint64_t start = clock_ns(CLOCK_THREAD_CPUTIME_ID);

				for (int i = 0; i < op_calls[op]; i++)
					one(op);
				if (batch >= 0)
					shared->ns[op][batch] =
						(double)(clock_ns(CLOCK_THREAD_CPUTIME_ID) - start) / op_calls[op];
			}
		if (write(answers, "k", 1) != 1)
			break;
	}
	_exit(0);
}

/* ---- readers ---- */

struct ring {
	volatile uint64_t *consumer;
	volatile uint64_t *producer;
	char *data;
	uint64_t mask;
	size_t size;
	int fd;
};

static volatile bool stopping;
static uint64_t seen, sum;

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

struct mode {
	const char *name;
	bool ours;
	bool empty;        /* programs that do nothing */
	bool epoll;
	bool count_readonly;
	bool agent;        /* the Java agent itself is the reader */
	size_t ring_bytes;
	int nap_us;        /* of the timed reader */
};

static const struct mode modes[] = {
	{ .name = "none" },
	{ .name = "empty", .empty = true },
	{ .name = "seed_timed_64k", .ring_bytes = 64 << 10, .nap_us = 500000 },
	{ .name = "seed_epoll_64k", .ring_bytes = 64 << 10, .epoll = true },
	{ .name = "seed_timed", .ring_bytes = 8 << 20, .nap_us = 5000 },
	{ .name = "seed_epoll", .ring_bytes = 8 << 20, .epoll = true },
	{ .name = "ours", .ours = true, .ring_bytes = 8 << 20, .nap_us = 1000 },
	{ .name = "agent", .agent = true },
	{ .name = "agent_counted", .agent = true, .count_readonly = true },
	{ .name = "ours_counted", .ours = true, .count_readonly = true, .ring_bytes = 8 << 20, .nap_us = 1000 },
};
#define MODES ((int)(sizeof(modes) / sizeof(modes[0])))

struct reader {
	const struct mode *mode;
	struct ring ring;
	uint32_t *asleep; /* ours only */
};

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

/* ---- one turn of one mode ---- */

static void set_global(struct bpf_object *object, const char *section, const char *name, uint32_t value)
{
	const struct btf *btf = bpf_object__btf(object);
	int id = btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC);
	const struct btf_type *type = btf__type_by_id(btf, id);
	const struct btf_var_secinfo *info = (const void *)(type + 1);
	size_t size;

	for (__u32 i = 0; i < (type->info & 0xffff); i++, info++) {
		const struct btf_type *variable = btf__type_by_id(btf, info->type);

		if (strcmp(btf__name_by_offset(btf, variable->name_off), name) == 0) {
			struct bpf_map *map = bpf_object__find_map_by_name(object, section);

			memcpy((char *)bpf_map__initial_value(map, &size) + info->offset, &value, sizeof(value));
			return;
		}
	}
	fail(name);
}

static uint32_t global_offset(struct bpf_object *object, const char *section, const char *name)
{
	const struct btf *btf = bpf_object__btf(object);
	const struct btf_type *type = btf__type_by_id(btf, btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC));
	const struct btf_var_secinfo *info = (const void *)(type + 1);

	for (__u32 i = 0; i < (type->info & 0xffff); i++, info++)
		if (strcmp(btf__name_by_offset(btf, btf__type_by_id(btf, info->type)->name_off), name) == 0)
			return info->offset;
	fail(name);
}

struct loaded {
	struct bpf_object *object;
	struct bpf_link *links[64];
	int link_count;
	void *bss;
	size_t bss_size;
};

static void load(struct loaded *loaded, const struct mode *mode, const char *path)
{
	struct bpf_program *program;
	struct bpf_map *bss;

	memset(loaded, 0, sizeof(*loaded));
	loaded->object = bpf_object__open_file(path, NULL);
	if (!loaded->object)
		fail(path);
	if (!mode->empty)
		bpf_map__set_max_entries(
			bpf_object__find_map_by_name(loaded->object, mode->ours ? "sw_ring" : "ring"), mode->ring_bytes);
	if (mode->ours) {
		set_global(loaded->object, ".rodata", "sw_self_pid", getpid());
		set_global(loaded->object, ".rodata", "sw_count_readonly_opens", mode->count_readonly);
	}
	bpf_object__for_each_program(program, loaded->object) {
		const char *hook = bpf_program__section_name(program);

		/* the tracepoint strategy: what every kernel takes; io_uring's tracepoints differ by kernel */
		if (strncmp(hook, "tp", 2) != 0 || strstr(hook, "io_uring"))
			bpf_program__set_autoload(program, false);
	}
	if (bpf_object__load(loaded->object))
		fail("load");
	bpf_object__for_each_program(program, loaded->object) {
		struct bpf_link *link;

		if (!bpf_program__autoload(program))
			continue;
		link = bpf_program__attach(program);
		if (!link)
			fail(bpf_program__name(program));
		loaded->links[loaded->link_count++] = link;
	}
	if (mode->empty)
		return;
	bss = bpf_object__find_map_by_name(loaded->object, ".bss");
	loaded->bss_size = (bpf_map__value_size(bss) + 4095) & ~4095ul;
	loaded->bss = mmap(NULL, loaded->bss_size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(bss), 0);
	if (loaded->bss == MAP_FAILED)
		fail("mmap of .bss");
}

struct accounts {
	uint64_t produced, lost;
};

static struct accounts accounts_of(struct loaded *loaded, const struct mode *mode)
{
	struct accounts total = {};
	int cpus = libbpf_num_possible_cpus();
	uint32_t zero = 0;
	struct sw_counters *counters;

	if (!mode->ours) {
		total.produced = *(uint64_t *)((char *)loaded->bss + global_offset(loaded->object, ".bss", "produced"));
		total.lost = *(uint64_t *)((char *)loaded->bss + global_offset(loaded->object, ".bss", "lost"));
		return total;
	}
	counters = calloc(cpus, sizeof(*counters));
	if (bpf_map_lookup_elem(bpf_object__find_map_fd_by_name(loaded->object, "sw_counters"), &zero, counters))
		fail("counters");
	for (int cpu = 0; cpu < cpus; cpu++)
		for (int kind = 0; kind < SW_KINDS; kind++) {
			total.produced += counters[cpu].produced[kind];
			total.lost += counters[cpu].lost[kind];
		}
	free(counters);
	return total;
}

static int commands[2], answers[2];
static struct shared *shared;
static double *samples[MODES_MAX][OPS];
static int sample_count[MODES_MAX];
static struct accounts mode_accounts[MODES_MAX];
static uint64_t mode_seen[MODES_MAX];

static void ask(void)
{
	char answer;

	if (write(commands[1], "g", 1) != 1 || read(answers[0], &answer, 1) != 1)
		fail("the traced process");
}

static void keep_samples(int index)
{
	for (enum op op = 0; op < OPS; op++)
		memcpy(samples[index][op] + sample_count[index], shared->ns[op], sizeof(shared->ns[op]));
	sample_count[index] += BATCHES;
}

static void detach(struct loaded *loaded)
{
	for (int i = 0; i < loaded->link_count; i++)
		bpf_link__destroy(loaded->links[i]);
}

static const char *agent_command;

/* Starts the agent and returns when it says that its probes are attached. */
static pid_t start_agent(bool count_readonly)
{
	char line[1024];
	int errors[2];
	pid_t agent;
	FILE *said;

	if (pipe(errors) || (agent = fork()) < 0)
		fail("agent");
	if (agent == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		pin(1);
		snprintf(line, sizeof(line), "exec %s --set probes.read-only-opens=%s", agent_command,
			 count_readonly ? "count" : "report");
		dup2(errors[1], 2);
		close(errors[0]);
		close(errors[1]);
		execl("/bin/sh", "sh", "-c", line, NULL);
		_exit(127);
	}
	close(errors[1]);
	said = fdopen(errors[0], "r");
	while (fgets(line, sizeof(line), said))
		if (strstr(line, "probes attached"))
			return agent; /* the pipe stays open: the agent writes its accounts to it at its end */
	fail("the agent did not attach");
}

static void agent_turn(int index)
{
	pid_t agent = start_agent(modes[index].count_readonly);

	ask();
	keep_samples(index);
	kill(agent, SIGTERM);
	waitpid(agent, NULL, 0);
}

/* Without a ring to read: no probe at all, or empty ones. */
static void silent_turn(int index, const char *empty)
{
	struct loaded loaded = {};

	if (modes[index].empty)
		load(&loaded, &modes[index], empty);
	ask();
	keep_samples(index);
	detach(&loaded);
	bpf_object__close(loaded.object);
}

static void turn(int index, const char *seed, const char *ours)
{
	const struct mode *mode = &modes[index];
	struct reader reader = { .mode = mode };
	struct loaded loaded;
	pthread_t thread;

	load(&loaded, mode, mode->ours ? ours : seed);
	ring_map(&reader.ring, bpf_object__find_map_fd_by_name(loaded.object, mode->ours ? "sw_ring" : "ring"),
		 mode->ring_bytes);
	if (mode->ours)
		reader.asleep = (void *)((char *)loaded.bss + global_offset(loaded.object, ".bss", "sw_reader_asleep"));
	stopping = false;
	seen = 0;
	pthread_create(&thread, NULL, read_ring, &reader);
	ask();
	keep_samples(index);
	detach(&loaded);
	stopping = true;
	pthread_join(thread, NULL);
	struct accounts accounts = accounts_of(&loaded, mode);

	mode_accounts[index].produced += accounts.produced;
	mode_accounts[index].lost += accounts.lost;
	mode_seen[index] += seen;
	ring_unmap(&reader.ring);
	munmap(loaded.bss, loaded.bss_size);
	bpf_object__close(loaded.object);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void print_mode(int index, const char *separator)
{
	printf("%s\n    {\"mode\": \"%s\", \"produced\": %llu, \"lost\": %llu, \"delivered\": %llu, \"ns\": {", separator,
	       modes[index].name, (unsigned long long)mode_accounts[index].produced,
	       (unsigned long long)mode_accounts[index].lost, (unsigned long long)mode_seen[index]);
	for (enum op op = 0; op < OPS; op++) {
		double *all = samples[index][op];
		int n = sample_count[index];

		printf("%s\n      \"%s\": {\"rounds\": [", op ? "," : "", op_names[op]);
		for (int at = 0; at < n; at += BATCHES) {
			qsort(all + at, BATCHES, sizeof(*all), by_value);
			printf("%s%.1f", at ? ", " : "", all[at + BATCHES / 2]);
		}
		qsort(all, n, sizeof(*all), by_value);
		printf("], \"median\": %.1f, \"p25\": %.1f, \"p75\": %.1f}",
		       all[n / 2], all[n / 4], all[n * 3 / 4]);
	}
	printf("}}");
}

static void make_files(const char *base)
{
	int fd;

	snprintf(working, sizeof(working), "%s/sealwatch-bench.%d", base, getpid());
	if (mkdir(working, 0700))
		fail(working);
	snprintf(missing, sizeof(missing), "%s/Documents-Projects-quarterly-report.docx", working);
	snprintf(existing, sizeof(existing), "%s/existing.docx", working);
	snprintf(created, sizeof(created), "%s/quarterly-report.docx.locked", working);
	fd = open(existing, O_CREAT | O_WRONLY, 0600);
	if (fd < 0)
		fail(existing);
	close(fd);
}

int main(int count, char **arguments)
{
	int rounds = 7;
	const char *base = "/dev/shm";
	const char *only = NULL;

	if (count < 4) {
		fprintf(stderr, "usage: overhead EMPTY.bpf.o SEED.bpf.o OURS.bpf.o [--rounds N] [--dir DIR] [--modes a,b] [--agent COMMAND]\n");
		return 1;
	}
	for (int i = 4; i + 1 < count; i += 2) {
		if (strcmp(arguments[i], "--rounds") == 0)
			rounds = atoi(arguments[i + 1]);
		else if (strcmp(arguments[i], "--dir") == 0)
			base = arguments[i + 1];
		else if (strcmp(arguments[i], "--agent") == 0)
			agent_command = arguments[i + 1];
		else if (strcmp(arguments[i], "--modes") == 0)
			only = arguments[i + 1];
	}
	make_files(base);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || pipe2(commands, O_CLOEXEC) || pipe2(answers, O_CLOEXEC))
		fail("set-up");
	for (int mode = 0; mode < MODES; mode++)
		for (enum op op = 0; op < OPS; op++)
			samples[mode][op] = calloc(rounds * BATCHES, sizeof(double));
	if (fork() == 0) {
		close(commands[1]);
		traced(commands[0], answers[1], shared);
	}
	for (int round = 0; round < rounds; round++)
		for (int mode = 0; mode < MODES; mode++)
			if (only && !strstr(only, modes[mode].name))
				continue;
			else if (modes[mode].agent && agent_command)
				agent_turn(mode);
			else if (modes[mode].agent)
				continue;
			else if (modes[mode].ring_bytes)
				turn(mode, arguments[2], arguments[3]);
			else
				silent_turn(mode, arguments[1]);
	printf("{\"rounds\": %d, \"batches\": %d, \"modes\": [", rounds, BATCHES);
	const char *separator = "";

	for (int mode = 0; mode < MODES; mode++)
		if (sample_count[mode]) {
			print_mode(mode, separator);
			separator = ",";
		}
	printf("\n  ]}\n");
	close(commands[1]);
	wait(NULL);
	unlink(existing);
	rmdir(working);
	return 0;
}
