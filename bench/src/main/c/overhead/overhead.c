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
#include "overhead.h"
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *agent_command;

_Noreturn void fail(const char *what)
{
	fprintf(stderr, "overhead: %s: %s\n", what, strerror(errno));
	exit(3);
}

void pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu % sysconf(_SC_NPROCESSORS_ONLN), &set);
	sched_setaffinity(0, sizeof(set), &set);
}

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

	statistics_add(index, operations_turn());
	kill(agent, SIGTERM);
	waitpid(agent, NULL, 0);
}

/* Without a ring to read: no probe at all, or empty ones. */
static void silent_turn(int index, const char *empty)
{
	struct loaded loaded = {};

	if (modes[index].empty)
		load(&loaded, &modes[index], empty);
	statistics_add(index, operations_turn());
	detach(&loaded);
	unload(&loaded);
}

static void turn(int index, const char *path)
{
	const struct mode *mode = &modes[index];
	struct loaded loaded;
	struct reader *reader;

	load(&loaded, mode, path);
	reader = reader_start(mode, &loaded);
	statistics_add(index, operations_turn());
	detach(&loaded);
	uint64_t delivered = reader_stop(reader);

	statistics_count(index, accounts_of(&loaded, mode), delivered);
	unload(&loaded);
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
	operations_make_files(base);
	statistics_init(rounds);
	operations_start();
	for (int round = 0; round < rounds; round++)
		for (int mode = 0; mode < mode_count; mode++)
			if (only && !strstr(only, modes[mode].name))
				continue;
			else if (modes[mode].agent && agent_command)
				agent_turn(mode);
			else if (modes[mode].agent)
				continue;
			else if (modes[mode].ring_bytes)
				turn(mode, arguments[modes[mode].ours ? 3 : 2]);
			else
				silent_turn(mode, arguments[1]);
	statistics_print(stdout, rounds);
	operations_end();
	operations_remove_files();
	return 0;
}
