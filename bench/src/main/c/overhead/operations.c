// SPDX-License-Identifier: Apache-2.0
/* The traced process: small batches of each operation, timed in its own CPU time. */
#define _GNU_SOURCE
#include "overhead.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *op_names[OPS] = { "openat_enoent", "openat_enoent_relative", "open_close", "create_close_unlink",
				     "write_1", "getppid" };
static const int op_calls[OPS] = { 1000, 1000, 600, 150, 2000, 4000 };

static char missing[512], existing[512], created[512], working[256];
static int write_fd;
static int commands[2], answers[2];
static struct turn_times *times;

const char *op_name(enum op op)
{
	return op_names[op];
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

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

static void traced(int asked, int answered)
{
	char command;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pin(0);
	if (chdir(working))
		fail(working);
	write_fd = open(existing, O_WRONLY);
	while (read(asked, &command, 1) == 1) {
		for (int batch = -2; batch < BATCHES; batch++)
			for (enum op op = 0; op < OPS; op++) {
				uint64_t start = clock_ns(CLOCK_THREAD_CPUTIME_ID);

				for (int i = 0; i < op_calls[op]; i++)
					one(op);
				if (batch >= 0)
					times->ns[op][batch] =
						(double)(clock_ns(CLOCK_THREAD_CPUTIME_ID) - start) / op_calls[op];
			}
		if (write(answered, "k", 1) != 1)
			break;
	}
	_exit(0);
}

void operations_make_files(const char *base)
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

void operations_remove_files(void)
{
	unlink(existing);
	rmdir(working);
}

void operations_start(void)
{
	times = mmap(NULL, sizeof(*times), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (times == MAP_FAILED || pipe2(commands, O_CLOEXEC) || pipe2(answers, O_CLOEXEC))
		fail("set-up");
	if (fork() == 0) {
		close(commands[1]);
		traced(commands[0], answers[1]);
	}
}

const struct turn_times *operations_turn(void)
{
	char answer;

	if (write(commands[1], "g", 1) != 1 || read(answers[0], &answer, 1) != 1)
		fail("the traced process");
	return times;
}

void operations_end(void)
{
	close(commands[1]);
	wait(NULL);
}
