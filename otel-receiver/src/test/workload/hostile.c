/* SPDX-License-Identifier: Apache-2.0 */
/* hostile DIRECTORY: names that break careless code, and a path as long as the kernel can make one. */
#include "workload.h"

static void create_and_delete(const char *name)
{
	int fd = syscall(SYS_openat, AT_FDCWD, name, O_CREAT | O_EXCL | O_WRONLY, 0600);

	did("FILE_CREATE", "openat", fd, below(name), NULL);
	if (fd >= 0)
		close(fd);
	did("FILE_DELETE", "unlinkat", syscall(SYS_unlinkat, AT_FDCWD, name, 0), below(name), NULL);
}

/* Goes down by relative names until the absolute path has exactly 4095 bytes, which no single call could give. */
static void deepest(void)
{
	static char path[8192];
	size_t length = snprintf(path, sizeof(path), "%s", root);
	char component[256];
	int fd;

	while (4095 - length > 256 + 2) {
		memset(component, 'd', 255);
		component[255] = 0;
		if (mkdir(component, 0700) || chdir(component))
			die("a deep directory");
		length += snprintf(path + length, sizeof(path) - length, "/%s", component);
	}
	if (4095 - length > 256) {
		memset(component, 'm', 100);
		component[100] = 0;
		if (mkdir(component, 0700) || chdir(component))
			die("the last directory");
		length += snprintf(path + length, sizeof(path) - length, "/%s", component);
	}
	memset(component, 'z', sizeof(component));
	component[4095 - length - 1] = 0;
	snprintf(path + length, sizeof(path) - length, "/%s", component);
	fd = syscall(SYS_openat, AT_FDCWD, component, O_CREAT | O_EXCL | O_WRONLY, 0600);
	did("FILE_CREATE", "openat", fd, path, NULL);
	did("FILE_DELETE", "unlinkat", syscall(SYS_unlinkat, AT_FDCWD, component, 0), path, NULL);
}

int main(int count, char **arguments)
{
	char longest[256];

	enter_root(count, arguments);
	create_and_delete("two\nlines");
	create_and_delete("clear\033[2Jscreen\a");
	create_and_delete("quote\" comma, tab\t back\\slash");
	create_and_delete("not-utf8-\xff\xfe\xc0\x80");
	create_and_delete("\xe2\x80\xae" "cod.exe");
	create_and_delete(" ");
	create_and_delete("-rf");
	memset(longest, 'L', 255);
	longest[255] = 0;
	create_and_delete(longest);
	deepest();
	return 0;
}
