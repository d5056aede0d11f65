/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the workloads share. Each prints one JSON line for every operation that it did, with what the sensor must say of
 * it; names as hexadecimal bytes, because a name can be any bytes. The test that starts one owns the directory it is
 * given, and the workload works nowhere else.
 */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char root[4096];

static inline _Noreturn void die(const char *what)
{
	fprintf(stderr, "workload: %s: %s\n", what, strerror(errno));
	exit(3);
}

static inline void enter_root(int count, char **arguments)
{
	if (count < 2) {
		fprintf(stderr, "usage: %s DIRECTORY ...\n", arguments[0]);
		exit(1);
	}
	if (!realpath(arguments[1], root) || chdir(root))
		die(arguments[1]);
}

/* A path below the root; a ring of buffers, so that a call can use several. */
static inline const char *below(const char *name)
{
	static char buffers[8][4096];
	static int next;
	char *buffer = buffers[next++ % 8];

	if (snprintf(buffer, sizeof(buffers[0]), "%s/%s", root, name) >= (int)sizeof(buffers[0]))
		die("a name that is too long");
	return buffer;
}

static inline void print_hex(const char *key, const char *bytes)
{
	printf(", \"%s\": \"", key);
	for (; *bytes; bytes++)
		printf("%02x", (unsigned char)*bytes);
	putchar('"');
}

/* `result` as the system call gave it: errno is read when it is negative. Empty names are left out. */
static inline void did(const char *kind, const char *call, long result, const char *path, const char *previous)
{
	int error = result < 0 ? errno : 0;

	printf("{\"kind\": \"%s\", \"call\": \"%s\", \"pid\": %d, \"tid\": %ld, \"errno\": %d", kind, call, getpid(),
	       syscall(SYS_gettid), error);
	if (path)
		print_hex("path", path);
	if (previous)
		print_hex("previous", previous);
	puts("}");
}

#endif
