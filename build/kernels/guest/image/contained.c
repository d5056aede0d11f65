/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What runs in the container: it loads the image's libcrypto, says "ready", and when it is told to, changes files of the
 * image and files of its own, once in each way, and sets up a cipher. One line of JSON for each with what the sensor must say.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 4096

static char block[BLOCK];

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(3);
}

static void said(const char *operation, const char *event, const char *from, const char *path)
{
	printf("{\"operation\":\"%s\",\"event\":\"%s\",\"from\":\"%s\",\"path\":\"%s\"}\n", operation, event, from, path);
}

static int opened(const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC, 0600);

	if (file < 0)
		fail(path);
	return file;
}

static void change_files(void)
{
	int file = opened("/data/new.txt", O_CREAT | O_EXCL | O_WRONLY);
	char *mapping;

	said("create", "file.create", "", "/data/new.txt");
	if (write(file, block, BLOCK) != BLOCK || close(file))
		fail("write");
	said("write", "file.write", "", "/data/new.txt");
	/* of the image: copied up to the container's own layer by this open */
	file = opened("/data/image.txt", O_RDWR);
	said("open a file of the image", "file.open", "", "/data/image.txt");
	if (pwrite(file, block, BLOCK, 0) != BLOCK)
		fail("pwrite");
	said("write to it", "file.write", "", "/data/image.txt");
	mapping = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (mapping == MAP_FAILED)
		fail("mmap");
	said("map it", "file.mmap", "", "/data/image.txt");
	if (ftruncate(file, 100) || close(file))
		fail("ftruncate");
	said("truncate it", "file.truncate", "", "/data/image.txt");
	file = opened("/data/mapped.txt", O_RDWR);
	said("open another", "file.open", "", "/data/mapped.txt");
	mapping = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (mapping == MAP_FAILED)
		fail("mmap");
	said("map that", "file.mmap", "", "/data/mapped.txt");
	mapping[0]++;
	said("store to the mapping", "file.write", "", "/data/mapped.txt");
	if (rename("/data/image.txt", "/data/image.locked"))
		fail("rename");
	said("rename it", "file.rename", "/data/image.txt", "/data/image.locked");
	if (link("/data/new.txt", "/data/linked.txt"))
		fail("link");
	said("link", "file.link", "/data/new.txt", "/data/linked.txt");
	if (unlink("/data/other.txt"))
		fail("unlink");
	said("delete a file of the image", "file.delete", "", "/data/other.txt");
}

int main(void)
{
	void *library = dlopen("/usr/lib/libcrypto.so.3", RTLD_NOW);

	if (!library) {
		fprintf(stderr, "contained: %s\n", dlerror());
		return 3;
	}
	void *(*context_new)(void) = (void *(*)(void))dlsym(library, "EVP_CIPHER_CTX_new");
	const void *(*cipher)(void) = (const void *(*)(void))dlsym(library, "EVP_aes_256_ctr");
	int (*init)(void *, const void *, void *, const void *, const void *) =
		(int (*)(void *, const void *, void *, const void *, const void *))dlsym(library, "EVP_EncryptInit_ex");
	void *context = context_new();

	setvbuf(stdout, NULL, _IOLBF, 0);
	memset(block, 'c', BLOCK);
	printf("ready\n");
	if (getchar() != '\n')
		return 1;
	change_files();
	if (init(context, cipher(), NULL, block, block) != 1)
		return 3;
	said("set up a cipher", "crypto.init", "", "");
	/* what it leaves is compared while it lives */
	getchar();
	return 0;
}
