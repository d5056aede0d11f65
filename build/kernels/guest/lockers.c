/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Safe lockers that no system call shows, and harmless programs that work the same way.
 *   lockers MODE DIR FILES      MODE: ring, mapped, ring-benign, mapped-benign
 * It makes DIR, marks it, fills it with documents, says "ready" and starts when it is told to. One line of JSON for each
 * file that it is done with. It works only in a directory that it made, with a fixed key: the same mode once more, and
 * everything is as before. The rings and the mappings are made before "ready": they can be older than the sensor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "ring.h"

#define FILES_MOST 1000
#define SIZE 6000 /* bytes of a document: more than a page */
#define PACE_NS 50000000 /* twenty files a second */

static const char *const kinds[] = { "txt", "csv", "md", "html", "json", "tex" };
static char *names[FILES_MOST], *locked_names[FILES_MOST];
static char *mappings[FILES_MOST];
static char document[SIZE];
static struct ring ring;
static int files;

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "lockers: %s: %s\n", what, strerror(errno));
	exit(3);
}

static void name_files(const char *directory)
{
	for (int i = 0; i < files; i++)
		if (asprintf(&names[i], "%s/folder-%d/report-%03d.%s", directory, i % 7, i, kinds[i % 6]) < 0 ||
		    asprintf(&locked_names[i], "%s.curing", names[i]) < 0)
			fail("names");
}

/* Another process makes the documents, so that none of it is the locker's. Existing ones of ours are taken as they are. */
static void make_sandbox(const char *directory)
{
	char path[340], line[120];
	int status = 0;

	snprintf(path, sizeof(path), "%s/.sealwatch-sandbox", directory);
	if (!access(path, F_OK))
		return;
	if (mkdir(directory, 0700))
		fail(directory); /* it exists and is not ours */
	if (fork() == 0) {
		for (int i = 0; i < 7; i++) {
			snprintf(path, sizeof(path), "%s/folder-%d", directory, i);
			mkdir(path, 0700);
		}
		for (int i = 0; i < files; i++) {
			FILE *file = fopen(names[i], "w");

			for (int n = 0; file && ftell(file) < SIZE - (int)sizeof(line); n++)
				fprintf(file, "Line %d of report %d: the figures of week %d are %d higher than expected.\n", n, i, n % 52,
					(n * 7919 + i * 31) % 1000);
			if (!file || fclose(file))
				_exit(1);
		}
		sync(); /* clean pages: the first store to each shows */
		_exit(0);
	}
	if (wait(&status) < 0 || status)
		fail("the documents could not be made");
	snprintf(path, sizeof(path), "%s/.sealwatch-sandbox", directory);
	close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}

/* A keystream of a fixed key and the file's number: once more, and the file is as it was. */
static void turn_random(char *data, long length, int number)
{
	uint64_t state = 0x9E3779B97F4A7C15ull + (uint64_t)number * 0x2545F4914F6CDD1Dull;

	for (long i = 0; i < length; i++) {
		state ^= state << 13, state ^= state >> 7, state ^= state << 17;
		data[i] ^= (char)(state >> 24);
	}
}

/* What an editor or a report generator does: other figures, the same text. */
static void edit(char *data, long length)
{
	for (long i = 0; i < length; i++)
		if (data[i] >= '0' && data[i] <= '9')
			data[i] = (char)('0' + (data[i] - '0' + 1) % 10);
}

static long length_of(int file)
{
	struct stat about;

	return fstat(file, &about) ? -1 : about.st_size > SIZE ? SIZE : about.st_size;
}

static long ring_one(uint8_t opcode, int fd, const void *address, unsigned length)
{
	return ring_do(&ring, (struct io_uring_sqe){ .opcode = opcode, .fd = fd, .addr = (uintptr_t)address, .len = length });
}

/* Opens, reads, writes and renames are requests that a kernel thread fetches: no system call is made for them. */
static void by_ring(int i, bool benign)
{
	bool locked = access(names[i], F_OK) != 0;
	const char *from = locked ? locked_names[i] : names[i], *to = locked ? names[i] : locked_names[i];
	int file = ring_do(&ring, (struct io_uring_sqe){ .opcode = IORING_OP_OPENAT, .fd = AT_FDCWD,
							  .addr = (uintptr_t)from, .open_flags = O_RDWR });
	long length = length_of(file);

	if (file < 0 || length < 0 || ring_one(IORING_OP_READ, file, document, length) != length)
		fail(from);
	if (benign)
		edit(document, length);
	else
		turn_random(document, length, i);
	if (ring_one(IORING_OP_WRITE, file, document, length) != length)
		fail(from);
	close(file);
	if (!benign && ring_do(&ring, (struct io_uring_sqe){ .opcode = IORING_OP_RENAMEAT, .fd = AT_FDCWD, .addr = (uintptr_t)from,
							      .len = (unsigned)AT_FDCWD, .addr2 = (uintptr_t)to }))
		fail(to);
}

static void map_all(void)
{
	for (int i = 0; i < files; i++) {
		int file = open(names[i], O_RDWR | O_CLOEXEC);

		mappings[i] = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
		if (mappings[i] == MAP_FAILED)
			fail(names[i]);
		close(file);
	}
}

/* Stores only. The mappings stay until the process ends. */
static void by_mapping(int i, bool benign)
{
	struct stat about;
	long length = stat(names[i], &about) ? 0 : about.st_size;

	if (benign)
		edit(mappings[i], length);
	else
		turn_random(mappings[i], length, i);
}

int main(int count, char **arguments)
{
	struct timespec now, pace = { 0, PACE_NS };

	if (count < 4 || (files = atoi(arguments[3])) < 1 || files > FILES_MOST) {
		fprintf(stderr, "usage: lockers ring|mapped|ring-benign|mapped-benign DIR FILES\n");
		return 1;
	}
	bool benign = strstr(arguments[1], "-benign") != NULL, mapped = !strncmp(arguments[1], "mapped", 6);

	setvbuf(stdout, NULL, _IOLBF, 0);
	name_files(arguments[2]);
	make_sandbox(arguments[2]);
	if (mapped)
		map_all();
	else if (ring_open(&ring, IORING_SETUP_SQPOLL))
		fail("io_uring");
	printf("ready\n");
	if (getchar() != '\n')
		return 1;
	for (int i = 0; i < files; i++) {
		if (mapped)
			by_mapping(i, benign);
		else
			by_ring(i, benign);
		clock_gettime(CLOCK_REALTIME, &now);
		printf("{\"done\":\"%s\",\"nanos\":%lld%09ld}\n", names[i], (long long)now.tv_sec, now.tv_nsec);
		nanosleep(&pace, NULL);
	}
	return 0;
}
