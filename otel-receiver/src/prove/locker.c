// SPDX-License-Identifier: Apache-2.0
// A safe locker in C, static crypto and no library: overwrites in place, then renames.
//   locker SANDBOX DELAY FILE...       SANDBOX must be one made by locker.py
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static uint64_t state = 0x9E3779B97F4A7C15ull; /* fixed key */

static void keystream(char *data, long length)
{
    for (long i = 0; i < length; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        data[i] ^= (char)(state >> 24);
    }
}

int main(int count, char **arguments)
{
    char mark[4200], locked[4200];
    double delay;

    if (count < 4)
        return 1;
    snprintf(mark, sizeof(mark), "%s/.sealwatch-sandbox", arguments[1]);
    if (access(mark, F_OK))
        return 1;
    delay = atof(arguments[2]);
    for (int i = 3; i < count; i++) {
        int file = open(arguments[i], O_RDWR);
        struct timespec now, pause = { .tv_sec = (long)delay, .tv_nsec = (long)((delay - (long)delay) * 1e9) };
        struct stat about;
        char *data;

        if (file < 0 || fstat(file, &about) || strncmp(arguments[i], arguments[1], strlen(arguments[1])))
            return 1;
        data = malloc(about.st_size + 1);
        if (pread(file, data, about.st_size, 0) != about.st_size)
            return 1;
        keystream(data, about.st_size);
        if (pwrite(file, data, about.st_size, 0) != about.st_size)
            return 1;
        close(file);
        free(data);
        snprintf(locked, sizeof(locked), "%s.cc", arguments[i]);
        rename(arguments[i], locked);
        clock_gettime(CLOCK_BOOTTIME, &now);
        printf("LOST %lld %s\n", now.tv_sec * 1000000000ll + now.tv_nsec, arguments[i]);
        fflush(stdout);
        nanosleep(&pause, NULL);
    }
    return 0;
}
