/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Keeps every ABI struct in the object's BTF: a struct that is only used through a local pointer is not in it. The
 * Java side compares its offsets with this.
 */
#include "abi.h"

union sw_abi {
	struct sw_header header;
	struct sw_slice slice;
	struct sw_path path;
	struct sw_file file;
	struct sw_open open;
	struct sw_opens opens;
	struct sw_transfer transfer;
	struct sw_truncate truncate;
	struct sw_two_paths two_paths;
	struct sw_delete delete;
	struct sw_mmap mmap;
	struct sw_crypto crypto;
	struct sw_fork fork;
	struct sw_exec exec;
	struct sw_exit exit;
	struct sw_counters counters;
	struct sw_target target;
	struct sw_target_state target_state;
	enum sw_kind kind;
	enum sw_origin origin;
	enum sw_crypto_function crypto_function;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, union sw_abi);
} sw_abi SEC(".maps");
