/* SPDX-License-Identifier: Apache-2.0 */
/* churn DIRECTORY COUNT process|threads|children WORKERS: COUNT creates, renames and deletes, spread over workers. */
#include "workload.h"
#include <pthread.h>

static int total, workers;

static void churn(int worker)
{
	char name[64], renamed[64];

	for (int i = worker; i < total; i += workers) {
		int fd;

		snprintf(name, sizeof(name), "w%d-%d.txt", worker, i);
		snprintf(renamed, sizeof(renamed), "w%d-%d.locked", worker, i);
		fd = syscall(SYS_openat, AT_FDCWD, name, O_CREAT | O_EXCL | O_WRONLY, 0600);
		if (fd < 0)
			die(name);
		close(fd);
		if (syscall(SYS_renameat2, AT_FDCWD, name, AT_FDCWD, renamed, 0))
			die(renamed);
		if (syscall(SYS_unlinkat, AT_FDCWD, renamed, 0))
			die(renamed);
	}
}

static void *thread(void *worker)
{
	churn((int)(intptr_t)worker);
	return NULL;
}

int main(int count, char **arguments)
{
	enter_root(count, arguments);
	if (count != 5)
		die("usage: churn DIRECTORY COUNT process|threads|children WORKERS");
	total = atoi(arguments[2]);
	workers = atoi(arguments[4]);
	if (total < 1 || workers < 1 || workers > 1000)
		die("numbers");
	printf("{\"pid\": %d, \"creates\": %d, \"renames\": %d, \"deletes\": %d, \"children\": [", getpid(), total, total,
	       total);
	if (strcmp(arguments[3], "children") == 0) {
		for (int i = 0; i < workers; i++) {
			fflush(stdout);
			pid_t child = fork();

			if (child < 0)
				die("fork");
			if (child == 0) {
				churn(i);
				_exit(0);
			}
			printf("%s%d", i ? ", " : "", child);
		}
		for (int i = 0, status; i < workers; i++)
			if (wait(&status) < 0 || status != 0)
				die("a child");
	} else {
		pthread_t threads[1000];

		for (int i = 0; i < workers; i++)
			if (pthread_create(&threads[i], NULL, thread, (void *)(intptr_t)i))
				die("pthread_create");
		for (int i = 0; i < workers; i++)
			pthread_join(threads[i], NULL);
	}
	puts("]}");
	return 0;
}
