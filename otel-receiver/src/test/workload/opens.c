/* SPDX-License-Identifier: Apache-2.0 */
/* opens DIRECTORY: every system call that opens, with every way to name a file, and some that fail. */
#include "workload.h"
#include <linux/openat2.h>

static void opened(const char *kind, const char *call, long fd, const char *path)
{
	did(kind, call, fd, path, NULL);
	if (fd >= 0)
		close(fd);
}

static long openat2_call(int directory, const char *name, uint64_t flags, uint64_t resolve)
{
	struct open_how how = { .flags = flags, .mode = flags & O_CREAT ? 0600 : 0, .resolve = resolve };

	return syscall(SYS_openat2, directory, name, &how, sizeof(how));
}

int main(int count, char **arguments)
{
	int directory;

	enter_root(count, arguments);
	if (mkdir("sub", 0700) || mkdir("sub/deep", 0700) || mkdir("locked", 0700))
		die("mkdir");
	directory = open("sub", O_PATH | O_DIRECTORY);
	if (directory < 0)
		die("sub");
	did("FILE_OPEN", "openat", directory, below("sub"), NULL);

	opened("FILE_CREATE", "openat", syscall(SYS_openat, AT_FDCWD, below("absolute.txt"), O_CREAT | O_RDWR, 0600),
	       below("absolute.txt"));
	opened("FILE_OPEN", "openat", syscall(SYS_openat, AT_FDCWD, "absolute.txt", O_RDONLY, 0), below("absolute.txt"));
	opened("FILE_CREATE", "openat", syscall(SYS_openat, directory, "by-descriptor.txt", O_CREAT | O_WRONLY, 0600),
	       below("sub/by-descriptor.txt"));
	opened("FILE_OPEN", "openat", syscall(SYS_openat, directory, "../absolute.txt", O_RDONLY, 0),
	       below("absolute.txt"));
	opened("FILE_OPEN", "openat", syscall(SYS_openat, directory, "./deep/..//by-descriptor.txt", O_RDONLY, 0),
	       below("sub/by-descriptor.txt"));
	opened("FILE_OPEN", "openat", syscall(SYS_openat, directory, ".", O_RDONLY | O_DIRECTORY, 0), below("sub"));
	opened("FILE_OPEN", "openat2", openat2_call(directory, "by-descriptor.txt", O_RDONLY, RESOLVE_BENEATH),
	       below("sub/by-descriptor.txt"));
	opened("FILE_CREATE", "openat2", openat2_call(AT_FDCWD, "second.txt", O_CREAT | O_EXCL | O_WRONLY, 0),
	       below("second.txt"));
#ifdef SYS_open
	opened("FILE_OPEN", "open", syscall(SYS_open, "absolute.txt", O_WRONLY | O_TRUNC, 0), below("absolute.txt"));
	opened("FILE_CREATE", "creat", syscall(SYS_creat, "made.txt", 0600), below("made.txt"));
	opened("FILE_OPEN", "open", syscall(SYS_open, "gone", O_RDONLY, 0), below("gone"));
	opened("FILE_CREATE", "creat", syscall(SYS_creat, "sub", 0600), below("sub"));
#endif
	opened("FILE_OPEN", "openat", syscall(SYS_openat, AT_FDCWD, "nothing/here", O_RDONLY, 0), below("nothing/here"));
	opened("FILE_CREATE", "openat", syscall(SYS_openat, AT_FDCWD, "second.txt", O_CREAT | O_EXCL | O_WRONLY, 0600),
	       below("second.txt"));
	opened("FILE_OPEN", "openat", syscall(SYS_openat, AT_FDCWD, "second.txt/below", O_RDONLY, 0),
	       below("second.txt/below"));
	opened("FILE_OPEN", "openat2", openat2_call(directory, "../absolute.txt", O_RDONLY, RESOLVE_BENEATH),
	       below("absolute.txt"));
	if (chdir("sub/deep"))
		die("chdir");
	opened("FILE_OPEN", "openat", syscall(SYS_openat, AT_FDCWD, "../by-descriptor.txt", O_RDONLY, 0),
	       below("sub/by-descriptor.txt"));
	return 0;
}
