/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The one translation unit: the domains share the ring and the scratch record, and are linked by inclusion. */
#include "core.h"
#include "open.bpf.c"
#include "write.bpf.c"
#include "read.bpf.c"
#include "truncate.bpf.c"
#include "names.bpf.c"
#include "mmap.bpf.c"
#include "mapped.bpf.c"
#include "moves.bpf.c"
#include "io_uring.bpf.c"
#include "lsm_open.bpf.c"
#include "lsm_write.bpf.c"
#include "lsm_mapped.bpf.c"
#include "lsm_names.bpf.c"
#include "lsm_truncate.bpf.c"
#include "lsm_mmap.bpf.c"
#include "refuse.bpf.c"
#include "process.bpf.c"
#include "crypto.bpf.c"
#include "abi_check.bpf.c"

/* The helpers that tracing needs are offered to GPL-compatible programs only. */
char LICENSE[] SEC("license") = "Dual BSD/GPL";
