// SPDX-License-Identifier: Apache-2.0
/* What the parts of the overhead bench share: overhead.c has the method. */
#ifndef SW_BENCH_OVERHEAD_H
#define SW_BENCH_OVERHEAD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <bpf/libbpf.h>

#define BATCHES 20

_Noreturn void fail(const char *what);
void pin(int cpu);

/* ---- the traced process: operations.c ---- */

enum op { OPENAT_ENOENT, OPENAT_RELATIVE, OPEN_CLOSE, CREATE_CLOSE_UNLINK, WRITE_1, GETPPID, OPS };

struct turn_times {
	double ns[OPS][BATCHES]; /* per call, of the last turn */
};

const char *op_name(enum op op);
void operations_make_files(const char *base);
void operations_remove_files(void);
/* Forks the process that makes the calls. */
void operations_start(void);
/* Lets it make them once, and returns when it has. */
const struct turn_times *operations_turn(void);
void operations_end(void);

/* ---- what is measured: modes.c ---- */

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

extern const struct mode modes[];
extern const int mode_count;

/* ---- programs.c ---- */

struct loaded {
	struct bpf_object *object;
	struct bpf_link *links[64];
	int link_count;
	void *bss;
	size_t bss_size;
};

struct accounts {
	uint64_t produced, lost;
};

void load(struct loaded *loaded, const struct mode *mode, const char *path);
void detach(struct loaded *loaded);
void unload(struct loaded *loaded);
uint32_t *bss_word(struct loaded *loaded, const char *name);
struct accounts accounts_of(struct loaded *loaded, const struct mode *mode);

/* ---- reader.c ---- */

struct reader;

struct reader *reader_start(const struct mode *mode, struct loaded *loaded);
/* Reads what is left and returns how many records were read in all. */
uint64_t reader_stop(struct reader *reader);

/* ---- statistics.c ---- */

void statistics_init(int rounds);
void statistics_add(int mode, const struct turn_times *times);
void statistics_count(int mode, struct accounts accounts, uint64_t delivered);
void statistics_print(FILE *out, int rounds);

#endif
