// SPDX-License-Identifier: Apache-2.0
/*
 * evp SECONDS: encrypts as a TLS server that sets its cipher up for every record of 16 KiB, and as one that sets it up
 * once; prints both throughputs as JSON. libcrypto is opened at run time: no header of it is needed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RECORD 16384

static uint64_t cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

int main(int count, char **arguments)
{
	void *library = dlopen("libcrypto.so.3", RTLD_NOW);
	unsigned char key[32] = { 1 }, start[16] = { 2 };
	static unsigned char in[RECORD], out[RECORD + 32];
	double seconds = count > 1 ? atof(arguments[1]) : 1;
	double rate[2], per_init = 0;

	if (!library) {
		fprintf(stderr, "evp: %s\n", dlerror());
		return 2;
	}
	void *(*context_new)(void) = dlsym(library, "EVP_CIPHER_CTX_new");
	const void *(*cipher)(void) = dlsym(library, "EVP_aes_128_ctr");
	int (*init)(void *, const void *, void *, const void *, const void *) = dlsym(library, "EVP_EncryptInit_ex");
	int (*update)(void *, unsigned char *, int *, const unsigned char *, int) = dlsym(library, "EVP_EncryptUpdate");
	void *context = context_new();
	int length;

	for (int every = 0; every < 2; every++) {
		uint64_t begin = cpu_ns(), inits = 0, records = 0;

		init(context, cipher(), NULL, key, start);
		while (cpu_ns() - begin < seconds * 1e9)
			for (int i = 0; i < 64; i++, records++) {
				if (every)
					inits += init(context, NULL, NULL, NULL, start);
				update(context, out, &length, in, RECORD);
			}
		rate[every] = records * (double)RECORD / (cpu_ns() - begin) * 1e3;
		if (every)
			per_init = (double)inits / (cpu_ns() - begin) * 1e9;
	}
	printf("{\"bulk_mb_s\": %.0f, \"init_per_record_mb_s\": %.0f, \"inits_s\": %.0f}\n", rate[0], rate[1], per_init);
	return 0;
}
