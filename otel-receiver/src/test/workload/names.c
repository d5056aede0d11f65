/* SPDX-License-Identifier: Apache-2.0 */
/* names DIRECTORY: unlink, rmdir, rename, link, symlink, truncate, mmap, and their *at forms, with some that fail. */
#include "workload.h"
#include <linux/fs.h>
#include <sys/mman.h>

static void make(const char *name)
{
	int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600);

	if (fd < 0 || write(fd, "content", 7) != 7)
		die(name);
	close(fd);
}

int main(int count, char **arguments)
{
	int directory, fd;
	void *mapped;

	enter_root(count, arguments);
	if (mkdir("sub", 0700) || mkdir("empty", 0700) || mkdir("sub/empty", 0700))
		die("mkdir");
	directory = open("sub", O_PATH | O_DIRECTORY);
	if (directory < 0)
		die("sub");
	for (const char **name = (const char *[]){ "a", "b", "c", "sub/d", "sub/e", "f", "g", "h", NULL }; *name; name++)
		make(*name);

	did("FILE_RENAME", "renameat", syscall(SYS_renameat, AT_FDCWD, "a", directory, "a2"), below("sub/a2"), below("a"));
	did("FILE_RENAME", "renameat2", syscall(SYS_renameat2, AT_FDCWD, "b", AT_FDCWD, "c", RENAME_EXCHANGE), below("c"),
	    below("b"));
	did("FILE_RENAME", "renameat2", syscall(SYS_renameat2, AT_FDCWD, "b", directory, "d", RENAME_NOREPLACE),
	    below("sub/d"), below("b"));
	did("FILE_RENAME", "renameat2", syscall(SYS_renameat2, AT_FDCWD, "missing", AT_FDCWD, "x", 0), below("x"),
	    below("missing"));
	did("FILE_LINK", "linkat", syscall(SYS_linkat, directory, "d", AT_FDCWD, "d-link", 0), below("d-link"),
	    below("sub/d"));
	did("FILE_SYMLINK", "symlinkat", syscall(SYS_symlinkat, "../a target", directory, "s-link"), below("sub/s-link"),
	    "../a target");
	did("FILE_DELETE", "unlinkat", syscall(SYS_unlinkat, directory, "e", 0), below("sub/e"), NULL);
	did("FILE_DELETE", "unlinkat", syscall(SYS_unlinkat, directory, "../f", 0), below("f"), NULL);
	did("FILE_DELETE", "unlinkat", syscall(SYS_unlinkat, AT_FDCWD, "sub", 0), below("sub"), NULL);
	did("DIRECTORY_DELETE", "unlinkat", syscall(SYS_unlinkat, directory, "empty", AT_REMOVEDIR), below("sub/empty"),
	    NULL);
#ifdef SYS_unlink
	did("FILE_RENAME", "rename", syscall(SYS_rename, "g", "g2"), below("g2"), below("g"));
	did("FILE_LINK", "link", syscall(SYS_link, "h", "h-link"), below("h-link"), below("h"));
	did("FILE_SYMLINK", "symlink", syscall(SYS_symlink, "h", "h-symlink"), below("h-symlink"), "h");
	did("FILE_DELETE", "unlink", syscall(SYS_unlink, "h-link"), below("h-link"), NULL);
	did("FILE_DELETE", "unlink", syscall(SYS_unlink, "missing"), below("missing"), NULL);
	did("DIRECTORY_DELETE", "rmdir", syscall(SYS_rmdir, "empty"), below("empty"), NULL);
	did("DIRECTORY_DELETE", "rmdir", syscall(SYS_rmdir, "sub"), below("sub"), NULL);
#endif
	did("FILE_TRUNCATE", "truncate", syscall(SYS_truncate, "h", 3L), below("h"), NULL);
	did("FILE_TRUNCATE", "truncate", syscall(SYS_truncate, "missing", 3L), below("missing"), NULL);
	fd = open("h", O_RDWR);
	if (fd < 0)
		die("h");
	did("FILE_TRUNCATE", "ftruncate", syscall(SYS_ftruncate, fd, 4096L), below("h"), NULL);
	mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	did("FILE_MMAP", "mmap", mapped == MAP_FAILED ? -1 : 0, below("h"), NULL);
	/* neither shared nor writable: not reported */
	if (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0) == MAP_FAILED ||
	    mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED)
		die("mmap");
	return 0;
}
