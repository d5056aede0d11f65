/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Ciphers set up through libcrypto. Only the init functions are hooked, never an update: a uprobe is the dearest probe
 * of all. One call of the application is one event, although the functions call each other inside the library.
 */
#include "core.h"

/* The last call of a thread that came from outside the library. */
struct crypto_call {
	__u64 stack;           /* stack pointer at the function's entry */
	__u64 caller;          /* return address */
	__u32 function;        /* enum sw_crypto_function */
	__u32 pad0;
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct crypto_call);
} sw_crypto_calls SEC(".maps");

/* The n-th argument of the function that was entered. */
static __always_inline __u64 function_arg(struct pt_regs *ctx, int n)
{
#if defined(__TARGET_ARCH_x86)
	return n == 4 ? ctx->r8 : ctx->r9;
#elif defined(__TARGET_ARCH_arm64)
	return ctx->regs[n];
#endif
}

struct mapping {
	__u64 file;
};

static long remember_file(struct task_struct *task, struct vm_area_struct *area, struct mapping *out)
{
	out->file = (__u64)BPF_CORE_READ(area, vm_file, f_inode);
	return 0;
}

/* EVP_SealInit calls EVP_EncryptInit_ex, which calls or jumps to EVP_CipherInit_ex. */
static __always_inline bool is_nested(struct task_struct *task, struct pt_regs *ctx, __u32 function)
{
	struct mapping here = {}, there = {};
	struct crypto_call *last;
	__u64 stack = ctx->sp;
	__u64 caller = 0;
	__u64 here_address;

#if defined(__TARGET_ARCH_x86)
	bpf_probe_read_user(&caller, sizeof(caller), (void *)stack);
	here_address = ctx->ip;
#elif defined(__TARGET_ARCH_arm64)
	caller = ctx->regs[30];
	here_address = ctx->pc;
#endif
	last = bpf_task_storage_get(&sw_crypto_calls, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!last)
		return false;
	if (last->stack == stack && last->caller == caller && last->function != function) {
		/* A jump at the end of the outer function: same frame, same return address, another function; the same one
		 * again is a loop of the application. Once per outer call, for a loop that takes turns. */
		last->stack = 0;
		return true;
	}
	if (!bpf_find_vma(task, here_address, remember_file, &here, 0) &&
	    !bpf_find_vma(task, caller, remember_file, &there, 0) && here.file && here.file == there.file)
		return true;
	last->stack = stack;
	last->caller = caller;
	last->function = function;
	return false;
}

static __always_inline int crypto_init(struct pt_regs *ctx, __u32 function, bool outermost)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct sw_crypto *record;

	if (is_ignored())
		return 0;
	if (is_nested(task, ctx, function) && !outermost)
		return 0;
	/* not the scratch record: this program can be preempted */
	record = bpf_ringbuf_reserve(&sw_ring, sizeof(*record), 0);
	if (record) {
		header_fill(&record->header, SW_CRYPTO_INIT, task);
		record->header.size = sizeof(*record);
		record->function = function;
		record->pad0 = 0;
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	}
	count_preemptible(SW_CRYPTO_INIT, !record);
	wake_reader();
	return 0;
}

SEC("uprobe")
int evp_encrypt_init_ex(struct pt_regs *ctx)
{
	return crypto_init(ctx, SW_EVP_ENCRYPT_INIT_EX, false);
}

SEC("uprobe")
int evp_encrypt_init_ex2(struct pt_regs *ctx)
{
	return crypto_init(ctx, SW_EVP_ENCRYPT_INIT_EX2, false);
}

/* The last argument says: 1 encrypt, 0 decrypt, -1 as before. Decryption is not reported. */
SEC("uprobe")
int evp_cipher_init_ex(struct pt_regs *ctx)
{
	if ((int)function_arg(ctx, 5) == 0)
		return 0;
	return crypto_init(ctx, SW_EVP_CIPHER_INIT_EX, false);
}

SEC("uprobe")
int evp_cipher_init_ex2(struct pt_regs *ctx)
{
	if ((int)function_arg(ctx, 4) == 0)
		return 0;
	return crypto_init(ctx, SW_EVP_CIPHER_INIT_EX2, false);
}

SEC("uprobe")
int evp_seal_init(struct pt_regs *ctx)
{
	return crypto_init(ctx, SW_EVP_SEAL_INIT, true);
}
