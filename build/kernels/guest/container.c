/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A container as a runtime makes one, without a runtime: a cgroup named like Docker's, namespaces of its own for mounts and
 * processes, an overlay as its root.
 *   container DIR ID COMMAND...      DIR holds lower, upper and work, and merged, where the root is put together
 * The command is the container's first process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "container: %s: %s\n", what, strerror(errno));
	exit(3);
}

/* From now on this process and its children are in the cgroup. */
static void enter_cgroup(const char *id)
{
	char path[200];
	FILE *processes;

	mkdir("/sys/fs/cgroup/system.slice", 0755);
	snprintf(path, sizeof(path), "/sys/fs/cgroup/system.slice/docker-%s.scope", id);
	if (mkdir(path, 0755) && errno != EEXIST)
		fail(path);
	strcat(path, "/cgroup.procs");
	processes = fopen(path, "w");
	if (!processes || fprintf(processes, "%d\n", getpid()) < 0 || fclose(processes))
		fail(path);
}

/* The root of a machine that runs from memory cannot be pivoted, so the new one is moved over it. */
static void enter_root(const char *directory)
{
	char merged[300], layers[1000];

	snprintf(merged, sizeof(merged), "%s/merged", directory);
	snprintf(layers, sizeof(layers), "lowerdir=%s/lower,upperdir=%s/upper,workdir=%s/work", directory, directory, directory);
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) || mount("overlay", merged, "overlay", 0, layers) ||
	    chdir(merged) || mount(".", "/", NULL, MS_MOVE, NULL) || chroot(".") || chdir("/"))
		fail(layers);
	mkdir("/proc", 0755);
	if (mount("proc", "/proc", "proc", 0, NULL))
		fail("/proc");
}

int main(int count, char **arguments)
{
	int status, go[2];
	char nothing;
	pid_t first;

	if (count < 4) {
		fprintf(stderr, "usage: container DIR ID COMMAND...\n");
		return 1;
	}
	enter_cgroup(arguments[2]);
	if (unshare(CLONE_NEWNS | CLONE_NEWPID) || pipe2(go, O_CLOEXEC))
		fail("unshare");
	first = fork();
	if (first == 0) {
		close(go[1]);
		(void)!read(go[0], &nothing, 1); /* until its number is said */
		enter_root(arguments[1]);
		execv(arguments[3], arguments + 3);
		fail(arguments[3]);
	}
	if (first < 0)
		fail("fork");
	/* who started it wants to know it from outside */
	printf("{\"pid\":%d}\n", first);
	fflush(stdout);
	close(go[1]);
	if (waitpid(first, &status, 0) < 0)
		fail("waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}
