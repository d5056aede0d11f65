/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flood DIRECTORY enoent|churn COUNT [RATE]: COUNT opens of a missing file, or creates and deletes, flat out or at RATE
 * calls a second; prints how many and what one took.
 */
#include "workload.h"

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

int main(int count, char **arguments)
{
	long calls, rate = 0;
	uint64_t start;
	bool churn;

	enter_root(count, arguments);
	if (count < 4)
		die("usage: flood DIRECTORY enoent|churn COUNT [RATE]");
	churn = strcmp(arguments[2], "churn") == 0;
	calls = atol(arguments[3]);
	if (count > 4)
		rate = atol(arguments[4]);
	start = now_ns();
	for (long i = 0; i < calls; i++) {
		if (churn) {
			int fd = syscall(SYS_openat, AT_FDCWD, "flooded", O_CREAT | O_WRONLY, 0600);

			if (fd < 0)
				die("flooded");
			close(fd);
			syscall(SYS_unlinkat, AT_FDCWD, "flooded", 0);
		} else {
			syscall(SYS_openat, AT_FDCWD, "/sealwatch-flood-missing", O_RDONLY, 0);
		}
		/* in steps of a millisecond: a sleep for every call would be the slower thing */
		if (rate && (i + 1) % (rate / 1000 ? rate / 1000 : 1) == 0) {
			uint64_t due = start + (uint64_t)((i + 1) * (1e9 / rate));
			struct timespec until = { due / 1000000000ull, due % 1000000000ull };

			clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
		}
	}
	uint64_t took = now_ns() - start;

	printf("{\"pid\": %d, \"calls\": %ld, \"ns_per_call\": %.1f, \"seconds\": %.3f}\n", getpid(), calls,
	       (double)took / calls, took / 1e9);
	return 0;
}
