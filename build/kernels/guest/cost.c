/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long operations take: the median of many times of each, less what it takes to look at the clock, in a directory of its
 * own. A single time that something came between does not count.
 *   cost DIR TIMES      a round for each line on stdin; one line of JSON for each operation of a round, then "end"
 * Run where the clock counts instructions, it says how many an operation takes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 4096
#define TIMES_MOST 10000

static char name[300], other[300], block[BLOCK];
static int file;

static void none(void)
{
	syscall(SYS_getppid);
}

static void absent(void)
{
	if (open("/data/nothing", O_RDONLY | O_CLOEXEC) >= 0)
		exit(3);
}

static void open_close(void)
{
	close(open(name, O_WRONLY | O_CLOEXEC));
}

static void write_block(void)
{
	if (pwrite(file, block, BLOCK, 0) != BLOCK)
		exit(3);
}

static void make_and_delete(void)
{
	close(open(other, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	unlink(other);
}

static void rename_back(void)
{
	if (rename(name, other) || rename(other, name))
		exit(3);
}

static void nothing(void)
{
}

static const struct {
	const char *name;
	void (*once)(void);
	const char *kind; /* what is reported of it, "" where that is not each one */
	int each;
} operations[] = {
	{ "getppid", none, "", 0 },
	{ "open of nothing", absent, "", 0 },
	{ "open, close", open_close, "FILE_OPEN", 1 },
	{ "write 4 KiB", write_block, "", 0 },
	{ "create, close, delete", make_and_delete, "FILE_DELETE", 1 },
	{ "rename there and back", rename_back, "FILE_RENAME", 2 },
};

static long long nanos(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ll + now.tv_nsec;
}

static int ascending(const void *one, const void *another)
{
	long long a = *(const long long *)one, b = *(const long long *)another;

	return a < b ? -1 : a > b;
}

static long long median(void (*once)(void), int times)
{
	static long long taken[TIMES_MOST];

	for (int n = 0; n < times; n++) {
		long long began = nanos();

		once();
		taken[n] = nanos() - began;
	}
	qsort(taken, times, sizeof(taken[0]), ascending);
	return taken[times / 2];
}

int main(int count, char **arguments)
{
	char line[10];
	int times;

	if (count < 3 || (times = atoi(arguments[2])) < 1 || times > TIMES_MOST) {
		fprintf(stderr, "usage: cost DIR TIMES\n");
		return 1;
	}
	snprintf(name, sizeof(name), "%s/file", arguments[1]);
	snprintf(other, sizeof(other), "%s/other", arguments[1]);
	file = open(name, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	memset(block, 'c', BLOCK);
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("ready\n");
	while (fgets(line, sizeof(line), stdin)) {
		long long clock = median(nothing, times);

		for (unsigned i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
			printf("{\"operation\":\"%s\",\"ns\":%lld,\"kind\":\"%s\",\"events\":%d}\n", operations[i].name,
			       median(operations[i].once, times) - clock, operations[i].kind, times * operations[i].each);
		printf("end\n");
	}
	return 0;
}
