/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every way to change a file, once each, on a file of its own. Prints one JSON line for each with what the sensor must
 * say of it. It prepares everything first, says "ready", and starts when it is told to: so a mapping can be older than
 * the sensor. It works only in the directory it is given. Raw system calls, so that it can be linked statically.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "ring.h"

#define OP_FTRUNCATE 55 /* IORING_OP_FTRUNCATE, newer than some headers */
#define BLOCK 4096

static char root[256];
static char names[8][512];
static int next_name;
static char *block;
static int watched; /* from now on everything is seen */

static char *path(const char *name)
{
	char *out = names[next_name++ & 7];

	snprintf(out, sizeof(names[0]), "%s/%s", root, name);
	return out;
}

static void die(const char *what)
{
	fprintf(stderr, "operations: %s: %s\n", what, strerror(errno));
	exit(3);
}

static void said(const char *operation, const char *kind, const char *from, const char *to, long result)
{
	printf("{\"operation\":\"%s\",\"kind\":\"%s\",\"from\":\"%s\",\"path\":\"%s\",\"error\":%ld}\n", operation, kind,
	       !from ? "" : *from == '*' ? from : path(from), path(to), result < 0 ? (result == -1 ? (long)errno : -result) : 0);
}

#define DID(operation, kind, name, call) do { errno = 0; said(operation, kind, NULL, name, (long)(call)); } while (0)
#define MOVED(operation, kind, from, to, call) do { errno = 0; said(operation, kind, from, to, (long)(call)); } while (0)

/* What comes along with an operation and must be reported too. */
static void along(const char *kind, const char *file)
{
	printf("{\"operation\":\"\",\"kind\":\"%s\",\"from\":\"\",\"path\":\"%s\",\"error\":0}\n", kind, file);
}

static int opened(const char *name, int flags)
{
	int file = open(path(name), flags | O_CLOEXEC);

	if (watched)
		along("FILE_OPEN", path(name));

	if (file < 0)
		die(name);
	return file;
}

/* By another process, so that none of it is ours. */
static void prepare(const char *const *files)
{
	if (fork() == 0) {
		for (; *files; files++) {
			int file = open(path(*files), O_CREAT | O_EXCL | O_RDWR, 0600);

			if (file < 0 || pwrite(file, block, BLOCK, 0) != BLOCK || pwrite(file, block, BLOCK, BLOCK) != BLOCK ||
			    fsync(file))
				_exit(1);
			close(file);
		}
		_exit(mkdir(path("directory"), 0700) ? 1 : 0);
	}
	int status = 0;

	if (wait(&status) < 0 || status)
		die("the files could not be prepared");
}

/* ---- io_uring ---- */

static long ring_write(struct ring *ring, int file, unsigned char flags)
{
	return ring_do(ring, (struct io_uring_sqe){ .opcode = IORING_OP_WRITE, .flags = flags, .fd = file,
						    .addr = (uintptr_t)block, .len = BLOCK });
}

static long ring_open_file(struct ring *ring, const char *name, unsigned char flags)
{
	return ring_do(ring, (struct io_uring_sqe){ .opcode = IORING_OP_OPENAT, .flags = flags, .fd = AT_FDCWD,
						    .addr = (uintptr_t)path(name), .len = 0600,
						    .open_flags = O_CREAT | O_WRONLY });
}

static long ring_rename(struct ring *ring, const char *from, const char *to, unsigned char flags)
{
	return ring_do(ring, (struct io_uring_sqe){ .opcode = IORING_OP_RENAMEAT, .flags = flags, .fd = AT_FDCWD,
						    .addr = (uintptr_t)path(from), .len = (unsigned)AT_FDCWD,
						    .addr2 = (uintptr_t)path(to) });
}

static long ring_unlink(struct ring *ring, const char *name, unsigned char flags)
{
	return ring_do(ring, (struct io_uring_sqe){ .opcode = IORING_OP_UNLINKAT, .flags = flags, .fd = AT_FDCWD,
						    .addr = (uintptr_t)path(name) });
}

static void by_ring(void)
{
	struct ring ring, polled;
	struct iovec buffer = { block, BLOCK };
	int fixed = opened("uring-write-fixed", O_WRONLY);

	ring_open(&ring, 0);
	ring_open(&polled, IORING_SETUP_SQPOLL);
	DID("io_uring write", "FILE_WRITE", "uring-write", ring_write(&ring, opened("uring-write", O_WRONLY), 0));
	DID("io_uring write async", "FILE_WRITE", "uring-write-async",
	    ring_write(&ring, opened("uring-write-async", O_WRONLY), IOSQE_ASYNC));
	if (syscall(SYS_io_uring_register, ring.fd, IORING_REGISTER_BUFFERS, &buffer, 1) ||
	    syscall(SYS_io_uring_register, ring.fd, IORING_REGISTER_FILES, &fixed, 1))
		die("io_uring_register");
	DID("io_uring write fixed", "FILE_WRITE", "uring-write-fixed",
	    ring_do(&ring, (struct io_uring_sqe){ .opcode = IORING_OP_WRITE_FIXED, .flags = IOSQE_FIXED_FILE, .fd = 0,
						  .addr = (uintptr_t)block, .len = BLOCK }));
	DID("io_uring write SQPOLL", "FILE_WRITE", "uring-write-sqpoll",
	    ring_write(&polled, opened("uring-write-sqpoll", O_WRONLY), 0));
	DID("io_uring openat", "FILE_CREATE", "uring-open", ring_open_file(&ring, "uring-open", 0));
	DID("io_uring openat async", "FILE_CREATE", "uring-open-async",
	    ring_open_file(&ring, "uring-open-async", IOSQE_ASYNC));
	DID("io_uring openat SQPOLL", "FILE_CREATE", "uring-open-sqpoll", ring_open_file(&polled, "uring-open-sqpoll", 0));
	MOVED("io_uring renameat", "FILE_RENAME", "uring-rename", "uring-renamed",
	      ring_rename(&ring, "uring-rename", "uring-renamed", 0));
	MOVED("io_uring renameat async", "FILE_RENAME", "uring-rename-async", "uring-renamed-async",
	      ring_rename(&ring, "uring-rename-async", "uring-renamed-async", IOSQE_ASYNC));
	MOVED("io_uring renameat SQPOLL", "FILE_RENAME", "uring-rename-sqpoll", "uring-renamed-sqpoll",
	      ring_rename(&polled, "uring-rename-sqpoll", "uring-renamed-sqpoll", 0));
	DID("io_uring unlinkat", "FILE_DELETE", "uring-unlink", ring_unlink(&ring, "uring-unlink", 0));
	DID("io_uring unlinkat async", "FILE_DELETE", "uring-unlink-async",
	    ring_unlink(&ring, "uring-unlink-async", IOSQE_ASYNC));
	DID("io_uring unlinkat SQPOLL", "FILE_DELETE", "uring-unlink-sqpoll", ring_unlink(&polled, "uring-unlink-sqpoll", 0));
	DID("io_uring ftruncate", "FILE_TRUNCATE", "uring-truncate",
	    ring_do(&ring, (struct io_uring_sqe){ .opcode = OP_FTRUNCATE, .fd = opened("uring-truncate", O_WRONLY), .off = 1 }));
}

/* ---- everything else ---- */

static long aio_write(int file)
{
	aio_context_t context = 0;
	struct iocb control = { .aio_lio_opcode = IOCB_CMD_PWRITE, .aio_fildes = file, .aio_buf = (uintptr_t)block,
				.aio_nbytes = BLOCK };
	struct iocb *list = &control;
	struct io_event event;

	if (syscall(SYS_io_setup, 1, &context) || syscall(SYS_io_submit, context, 1, &list) != 1)
		return -1;
	return syscall(SYS_io_getevents, context, 1, 1, &event, NULL) == 1 ? event.res : -1;
}

static long splice_write(int file)
{
	int ends[2];

	if (pipe(ends) || write(ends[1], block, BLOCK) != BLOCK)
		return -1;
	return splice(ends[0], NULL, file, NULL, BLOCK, 0);
}

static long open_by_handle(const char *name, int flags)
{
	struct {
		struct file_handle handle;
		char bytes[MAX_HANDLE_SZ];
	} at = { .handle.handle_bytes = MAX_HANDLE_SZ };
	int mount, directory = open(root, O_RDONLY | O_DIRECTORY);

	along("FILE_OPEN", root);
	if (name_to_handle_at(AT_FDCWD, path(name), &at.handle, &mount, 0))
		return -1;
	return open_by_handle_at(directory, &at.handle, flags);
}

static long direct_write(const char *name)
{
	return pwrite(opened(name, O_WRONLY | O_DIRECT), block, BLOCK, 0);
}

static long tmpfile_link(const char *name)
{
	char proc[64];
	int file = open(root, O_TMPFILE | O_WRONLY, 0600);

	along("FILE_OPEN", root);
	if (file < 0)
		return -1;
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", file);
	return linkat(AT_FDCWD, proc, AT_FDCWD, path(name), AT_SYMLINK_FOLLOW);
}

#if defined(__x86_64__)
static long call32(long number, long a, long b, long c)
{
	long result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
	return result;
}

static void by_32_bit_calls(char *low)
{
	strcpy(low, path("int80-open"));
	DID("32-bit open", "FILE_OPEN", "int80-open", call32(5, (long)low, O_WRONLY, 0));
	memset(low, 'x', BLOCK);
	DID("32-bit write", "FILE_WRITE", "int80-write", call32(4, opened("int80-write", O_WRONLY), (long)low, BLOCK));
	strcpy(low, path("int80-unlink"));
	DID("32-bit unlink", "FILE_DELETE", "int80-unlink", call32(10, (long)low, 0, 0));
	strcpy(low, path("int80-rename"));
	strcpy(low + 1024, path("int80-renamed"));
	MOVED("32-bit rename", "FILE_RENAME", "int80-rename", "int80-renamed", call32(38, (long)low, (long)low + 1024, 0));
}
#endif

static void store(char *mapping)
{
	mapping[0]++;
}

int main(int count, char **arguments)
{
	static const char *const files[] = {
		"source", "write", "pwrite64", "writev", "pwritev", "pwritev2", "direct", "aio", "sendfile", "splice", "copy", "fallocate",
		"uring-write", "uring-write-async", "uring-write-fixed", "uring-write-sqpoll", "uring-rename",
		"uring-rename-async", "uring-rename-sqpoll", "uring-unlink", "uring-unlink-async", "uring-unlink-sqpoll",
		"uring-truncate", "mapped-new", "mapped-old", "truncate", "ftruncate", "open", "open-trunc", "openat2", "handle",
		"int80-open", "int80-write", "int80-unlink", "int80-rename", "rename", "renameat2", "exchange-a", "exchange-b",
		"unlink", "unlinkat", "link", "symlink", NULL };
	struct open_how how = { .flags = O_WRONLY };
	struct iovec vector;
	off_t start = 0;
	loff_t zero = 0, zero2 = 0;

	if (count < 2) {
		fprintf(stderr, "usage: operations DIRECTORY\n");
		return 1;
	}
	snprintf(root, sizeof(root), "%s", arguments[1]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	/* aligned for O_DIRECT */
	block = mmap(NULL, 2 * BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memset(block, 'c', BLOCK);
	prepare(files);
	char *old = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, opened("mapped-old", O_RDWR), 0);
	vector = (struct iovec){ block, BLOCK };
	printf("ready\n");
	if (getchar() != '\n')
		return 1;
	watched = 1;

	DID("write", "FILE_WRITE", "write", write(opened("write", O_WRONLY), block, BLOCK));
	DID("pwrite64", "FILE_WRITE", "pwrite64", pwrite(opened("pwrite64", O_WRONLY), block, BLOCK, 0));
	DID("writev", "FILE_WRITE", "writev", writev(opened("writev", O_WRONLY), &vector, 1));
	DID("pwritev", "FILE_WRITE", "pwritev", pwritev(opened("pwritev", O_WRONLY), &vector, 1, 0));
	DID("pwritev2", "FILE_WRITE", "pwritev2", pwritev2(opened("pwritev2", O_WRONLY), &vector, 1, 0, 0));
	DID("O_DIRECT write", "FILE_WRITE", "direct", direct_write("direct"));
	DID("aio", "FILE_WRITE", "aio", aio_write(opened("aio", O_WRONLY)));
	DID("sendfile", "FILE_WRITE", "sendfile",
	    sendfile(opened("sendfile", O_WRONLY), opened("source", O_RDONLY), &start, BLOCK));
	along("FILE_READ", path("source"));
	DID("splice", "FILE_WRITE", "splice", splice_write(opened("splice", O_WRONLY)));
	DID("copy_file_range", "FILE_WRITE", "copy",
	    copy_file_range(opened("source", O_RDONLY), &zero, opened("copy", O_WRONLY), &zero2, BLOCK, 0));
	along("FILE_READ", path("source"));
	DID("fallocate punch hole", "FILE_WRITE", "fallocate",
	    fallocate(opened("fallocate", O_WRONLY), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, BLOCK));
	char *new = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, opened("mapped-new", O_RDWR), 0);

	DID("mmap shared writable", "FILE_MMAP", "mapped-new", new == MAP_FAILED ? -1 : 0);
	DID("store to a new mapping", "FILE_WRITE", "mapped-new", (store(new), 0));
	DID("store to an old mapping", "FILE_WRITE", "mapped-old", (store(old), 0));
	/* the store to the old one has shown that the new one is done with */
	printf("{\"operation\":\"content of a store\",\"kind\":\"FILE_WRITE\",\"from\":\"\",\"path\":\"%s\",\"error\":0,"
	       "\"content\":true}\n", path("mapped-new"));
	DID("truncate", "FILE_TRUNCATE", "truncate", truncate(path("truncate"), 1));
	DID("ftruncate", "FILE_TRUNCATE", "ftruncate", ftruncate(opened("ftruncate", O_WRONLY), 1));
	DID("open", "FILE_OPEN", "open", open(path("open"), O_WRONLY));
	DID("open O_TRUNC", "FILE_OPEN", "open-trunc", open(path("open-trunc"), O_WRONLY | O_TRUNC));
	DID("open O_CREAT", "FILE_CREATE", "open-creat", open(path("open-creat"), O_CREAT | O_WRONLY, 0600));
	DID("openat2", "FILE_OPEN", "openat2", syscall(SYS_openat2, AT_FDCWD, path("openat2"), &how, sizeof(how)));
	DID("creat", "FILE_CREATE", "creat", creat(path("creat"), 0600));
	DID("open_by_handle_at", "FILE_OPEN", "handle", open_by_handle("handle", O_WRONLY));
	MOVED("rename", "FILE_RENAME", "rename", "renamed", rename(path("rename"), path("renamed")));
	MOVED("renameat2", "FILE_RENAME", "renameat2", "renamed2",
	      syscall(SYS_renameat2, AT_FDCWD, path("renameat2"), AT_FDCWD, path("renamed2"), 1));
	MOVED("rename EXCHANGE", "FILE_RENAME", "exchange-a", "exchange-b",
	      syscall(SYS_renameat2, AT_FDCWD, path("exchange-a"), AT_FDCWD, path("exchange-b"), 2));
	DID("unlink", "FILE_DELETE", "unlink", unlink(path("unlink")));
	DID("unlinkat", "FILE_DELETE", "unlinkat", unlinkat(AT_FDCWD, path("unlinkat"), 0));
	DID("rmdir", "DIRECTORY_DELETE", "directory", rmdir(path("directory")));
	MOVED("link", "FILE_LINK", "link", "linked", link(path("link"), path("linked")));
	MOVED("symlink", "FILE_SYMLINK", "symlink", "symlinked", symlink(path("symlink"), path("symlinked")));
	MOVED("O_TMPFILE + linkat", "FILE_LINK", "*", "tmpfile", tmpfile_link("tmpfile"));
#if defined(__x86_64__)
	by_32_bit_calls(mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0));
#endif
	by_ring();
	return 0;
}
