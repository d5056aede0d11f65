/* SPDX-License-Identifier: Apache-2.0 */
/* writes DIRECTORY: the first write of each open file, by every system call that writes. */
#include "workload.h"
#include <sys/uio.h>

static char bytes[8192];

static void wrote(const char *call, const char *name, int fd, long result, long offset)
{
	int error = result < 0 ? errno : 0;

	printf("{\"kind\": \"FILE_WRITE\", \"call\": \"%s\", \"pid\": %d, \"tid\": %ld, \"errno\": %d, \"length\": %ld, "
	       "\"offset\": %ld, \"calls\": 1",
	       call, getpid(), syscall(SYS_gettid), error, result, offset);
	print_hex("path", below(name));
	puts("}");
	close(fd);
}

static int fresh(const char *name, int flags)
{
	int fd = open(name, O_CREAT | O_WRONLY | flags, 0600);

	if (fd < 0)
		die(name);
	return fd;
}

int main(int count, char **arguments)
{
	struct iovec vector[2] = { { bytes, 1000 }, { bytes + 1000, 3000 } };
	int fd;

	enter_root(count, arguments);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 31);
	fd = fresh("write.bin", 0);
	wrote("write", "write.bin", fd, syscall(SYS_write, fd, bytes, 4096), 0);
	fd = fresh("append.bin", 0);
	if (ftruncate(fd, 777))
		die("ftruncate");
	close(fd);
	fd = fresh("append.bin", O_APPEND);
	wrote("write", "append.bin", fd, syscall(SYS_write, fd, bytes, 13), 777);
	fd = fresh("pwrite64.bin", 0);
	wrote("pwrite64", "pwrite64.bin", fd, syscall(SYS_pwrite64, fd, bytes, 4099, 8191L), 8191);
	fd = fresh("writev.bin", 0);
	wrote("writev", "writev.bin", fd, syscall(SYS_writev, fd, vector, 2), 0);
	fd = fresh("pwritev.bin", 0);
	wrote("pwritev", "pwritev.bin", fd, syscall(SYS_pwritev, fd, vector, 2, 4096L, 0L), 4096);
	fd = fresh("pwritev2.bin", 0);
	wrote("pwritev2", "pwritev2.bin", fd, syscall(SYS_pwritev2, fd, vector, 2, 100L, 0L, 0), 100);
	fd = fresh("pwritev2-position.bin", 0);
	wrote("pwritev2", "pwritev2-position.bin", fd, syscall(SYS_pwritev2, fd, vector, 2, -1L, -1L, 0), 0);
	fd = fresh("one.bin", 0);
	wrote("write", "one.bin", fd, syscall(SYS_write, fd, bytes, 1), 0);
	return 0;
}
