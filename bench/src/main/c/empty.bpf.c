/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs that do nothing, on the hooks of the probes: what no probe can undercut. */
#include "kernel.h"
#include <bpf/bpf_helpers.h>

#define EMPTY(call)                                            \
	SEC("tp/syscalls/sys_exit_" #call)                     \
	int exit_##call(void *ctx)                             \
	{                                                      \
		return 0;                                      \
	}

EMPTY(open)
EMPTY(openat)
EMPTY(unlink)
EMPTY(unlinkat)
EMPTY(pwrite64)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
