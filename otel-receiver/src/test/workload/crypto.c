/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crypto DIRECTORY FUNCTION COUNT: sets a cipher up COUNT times through one function of libcrypto and prints how often.
 * The library is opened at run time, so that no header of it is needed.
 */
#include "workload.h"
#include <dlfcn.h>

static void *library;

static void *symbol(const char *name)
{
	void *address = dlsym(library, name);

	if (!address) {
		fprintf(stderr, "workload: libcrypto has no %s\n", name);
		exit(4);
	}
	return address;
}

static void *generated_key(void)
{
	void *(*quick)(void *, const char *, const char *, ...) = symbol("EVP_PKEY_Q_keygen");
	void *key = quick(NULL, NULL, "RSA", (size_t)1024);

	if (!key)
		die("EVP_PKEY_Q_keygen");
	return key;
}

int main(int count, char **arguments)
{
	unsigned char key[32] = { 1 }, start[16] = { 2 }, wrapped[1024];
	int done = 0, calls, wrapped_length;
	const char *function;
	unsigned char *wrapped_keys[1] = { wrapped };
	void *public_keys[1];

	enter_root(count, arguments);
	if (count != 4)
		die("usage: crypto DIRECTORY FUNCTION COUNT");
	function = arguments[2];
	calls = atoi(arguments[3]);
	library = dlopen("libcrypto.so.3", RTLD_NOW);
	if (!library) {
		fprintf(stderr, "workload: %s\n", dlerror());
		return 4;
	}
	void *(*context_new)(void) = symbol("EVP_CIPHER_CTX_new");
	const void *(*cipher)(void) = symbol("EVP_aes_256_cbc");
	int (*encrypt)(void *, const void *, void *, const void *, const void *) = symbol("EVP_EncryptInit_ex");
	int (*encrypt2)(void *, const void *, const void *, const void *, void *) = symbol("EVP_EncryptInit_ex2");
	int (*either)(void *, const void *, void *, const void *, const void *, int) = symbol("EVP_CipherInit_ex");
	int (*either2)(void *, const void *, const void *, const void *, int, void *) = symbol("EVP_CipherInit_ex2");
	int (*seal)(void *, const void *, unsigned char **, int *, unsigned char *, void **, int) = symbol("EVP_SealInit");
	void *context = context_new();

	if (strcmp(function, "EVP_SealInit") == 0)
		public_keys[0] = generated_key();
	/* what the set-up above did with ciphers of its own is not counted: the test compares the function's name */
	for (int i = 0; i < calls; i++) {
		if (strcmp(function, "EVP_EncryptInit_ex") == 0)
			done += encrypt(context, cipher(), NULL, key, start);
		else if (strcmp(function, "EVP_EncryptInit_ex2") == 0)
			done += encrypt2(context, cipher(), key, start, NULL);
		else if (strcmp(function, "EVP_CipherInit_ex") == 0)
			done += either(context, cipher(), NULL, key, start, 1);
		else if (strcmp(function, "EVP_CipherInit_ex2") == 0)
			done += either2(context, cipher(), key, start, 1, NULL);
		else if (strcmp(function, "decrypt") == 0)
			done += either(context, cipher(), NULL, key, start, 0);
		else if (strcmp(function, "EVP_SealInit") == 0)
			done += seal(context, cipher(), wrapped_keys, &wrapped_length, start, public_keys, 1) > 0;
		else
			die(function);
	}
	printf("{\"pid\": %d, \"function\": \"%s\", \"calls\": %d}\n", getpid(), function, done);
	return done == calls ? 0 : 3;
}
