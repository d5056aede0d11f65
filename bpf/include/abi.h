/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The contract between the kernel side and user space. Both sides are held to it: the Java offsets are compared with
 * the BTF of the compiled object in a test and at every start (AbiCheck).
 *
 * Rules: fixed-width integers and char[N] only; never packed, padding explicit and zeroed; every record starts with
 * struct sw_header; variable data lies behind the fixed part and is named by (offset, length) slices; kinds are
 * numbered by family with gaps and never reused.
 */
#ifndef SEALWATCH_ABI_H
#define SEALWATCH_ABI_H

#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wpadded"

#define SW_ABI_VERSION 1

#define SW_COMM_LEN 16
#define SW_PATH_MAX 4096       /* the kernel refuses longer names itself (PATH_MAX), so nothing is cut */
#define SW_ARGS_MAX 4096       /* a longer command line is cut and marked SW_F_TRUNCATED */
#define SW_SAMPLE_HEAD 256     /* bytes of a write that are sampled at its head, */
#define SW_SAMPLE_PART 128     /* and at its middle and tail when it is large enough */
#define SW_KINDS 96            /* one past the largest kind */

enum sw_kind {
	/* 0 is invalid */
	SW_FILE_OPEN = 16,
	SW_FILE_CREATE = 17,   /* an open with O_CREAT, as the seed counts it; SW_F_CREATED says whether it made the file */
	SW_FILE_OPENS = 19,    /* read-only opens that were counted in the kernel instead of reported one by one */
	SW_FILE_READ = 20,
	SW_FILE_WRITE = 24,
	SW_FILE_TRUNCATE = 28,
	SW_FILE_RENAME = 32,
	SW_FILE_DELETE = 36,
	SW_DIRECTORY_DELETE = 37,
	SW_FILE_LINK = 40,
	SW_FILE_SYMLINK = 41,
	SW_FILE_MMAP = 44,
	SW_CRYPTO_INIT = 64,
	SW_PROCESS_FORK = 80,
	SW_PROCESS_EXEC = 81,
	SW_PROCESS_EXIT = 82,
};

/* sw_header.flags */
#define SW_F_TRUNCATED 0x0001  /* some variable data did not fit and was cut */
#define SW_F_UNREADABLE 0x0002 /* a name could not be read from the process's memory */
#define SW_F_CREATED 0x0004    /* the open made the file (FMODE_CREATED) */
#define SW_F_DETACHED 0x0008   /* the walk to the root ended early: the path is relative to an unmounted or deep tree */

/* What created the record. */
enum sw_origin {
	SW_ORIGIN_SYSCALL = 1, /* syscall tracepoint: names as the process gave them */
	SW_ORIGIN_LSM = 2,     /* security hook or fentry: names from kernel objects */
	SW_ORIGIN_IO_URING = 3,
	SW_ORIGIN_SCHED = 4,
	SW_ORIGIN_UPROBE = 5,
};

/* Every record starts with this. */
struct sw_header {
	__u16 kind;            /* enum sw_kind */
	__u16 flags;           /* SW_F_* */
	__u32 size;            /* bytes of the whole record, this header included */
	__u64 time_ns;         /* boot clock, when the call returned (crypto: was entered) */
	__u64 start_ns;        /* boot clock, start of the process: with pid, its identity */
	__u64 cgroup_id;       /* of the process in the unified hierarchy */
	__u32 pid;             /* thread group id in the initial namespace */
	__u32 tid;             /* thread id in the initial namespace */
	__u32 ppid;            /* thread group id of the parent */
	__u32 uid;             /* in the initial user namespace */
	char comm[SW_COMM_LEN]; /* of the thread, NUL-padded */
};

/* Bytes in the record's tail; offset from the start of the record, 0 when there is nothing to point at. */
struct sw_slice {
	__u16 offset;
	__u16 length;
};

/* A name as the process gave it and, when it is relative, the directory that it is relative to. */
struct sw_path {
	struct sw_slice name;  /* bytes, no terminator; empty when the path is the base itself */
	struct sw_slice base;  /* names from the leaf up to the root, each followed by NUL; without names the root itself */
};

/* Identity of a file; all zero when it is not known. */
struct sw_file {
	__u64 inode;
	__u64 size;            /* bytes, after the call */
	__u32 device;          /* kernel encoding: major << 20 | minor */
	__u32 mode;            /* type and permissions */
};

struct sw_open {
	struct sw_header header;
	__s32 result;          /* 0 or -errno */
	__u32 open_flags;      /* O_* of the architecture */
	struct sw_file file;
	struct sw_path path;
	__u32 origin;          /* enum sw_origin */
	__u32 pad0;            /* zeroed */
};

struct sw_opens {
	struct sw_header header;
	__u64 count;           /* opens since first_ns, the failed ones included */
	__u64 failed;
	__u64 first_ns;        /* boot clock, the first of them */
};

/*
 * A write or read of a regular file. Of each open file the first is reported, then the 2nd, 4th, 8th ..., the one by which its
 * bytes pass 256, 512, 1024 ..., and one per MiB.
 */
struct sw_transfer {
	struct sw_header header;
	__s32 result;          /* 0 or -errno */
	__u32 origin;          /* enum sw_origin */
	struct sw_file file;
	__u64 offset;          /* bytes from the start of the file */
	__u64 length;          /* bytes moved by this call */
	__u64 calls;           /* calls on this open file so far, this one included */
	__u64 total;           /* bytes moved on this open file so far */
	struct sw_slice head;  /* sampled bytes of the buffer: its start, */
	struct sw_slice middle; /* middle */
	struct sw_slice tail;  /* and end; empty when the transfer is small */
	__u32 pad0;            /* zeroed */
	struct sw_path path;
};

struct sw_truncate {
	struct sw_header header;
	__s32 result;          /* 0 or -errno */
	__u32 origin;          /* enum sw_origin */
	struct sw_file file;
	__u64 length;          /* bytes asked for */
	struct sw_path path;
};

/* rename, link, symlink: from one name to another. For a symlink, `from` is the uninterpreted target. */
struct sw_two_paths {
	struct sw_header header;
	__s32 result;          /* 0 or -errno */
	__u32 call_flags;      /* RENAME_* or AT_* */
	struct sw_file file;
	struct sw_path from;
	struct sw_path to;
	__u32 origin;          /* enum sw_origin */
	__u32 pad0;            /* zeroed */
};

struct sw_delete {
	struct sw_header header;
	__s32 result;          /* 0 or -errno */
	__u32 origin;          /* enum sw_origin */
	struct sw_file file;
	struct sw_path path;
};

struct sw_mmap {
	struct sw_header header;
	__u32 protection;      /* PROT_* */
	__u32 map_flags;       /* MAP_* */
	struct sw_file file;
	__u64 length;          /* bytes */
	struct sw_path path;
	__u32 origin;          /* enum sw_origin */
	__u32 pad0;            /* zeroed */
};

enum sw_crypto_function {
	SW_EVP_ENCRYPT_INIT_EX = 1,
	SW_EVP_ENCRYPT_INIT_EX2 = 2,
	SW_EVP_CIPHER_INIT_EX = 3,
	SW_EVP_CIPHER_INIT_EX2 = 4,
	SW_EVP_SEAL_INIT = 5,
};

struct sw_crypto {
	struct sw_header header;
	__u32 function;        /* enum sw_crypto_function */
	__u32 pad0;            /* zeroed */
};

struct sw_fork {
	struct sw_header header; /* of the parent */
	__u64 child_start_ns;
	__u32 child_pid;
	__u32 pad0;            /* zeroed */
};

struct sw_exec {
	struct sw_header header; /* of the process as it is after the call */
	struct sw_slice file_name; /* as given to execve */
	struct sw_slice arguments; /* NUL-separated */
	struct sw_slice executable; /* names from the leaf up to the root, each followed by NUL */
	struct sw_slice directory; /* the working directory, likewise */
	struct sw_file file;   /* of the executable */
};

struct sw_exit {
	struct sw_header header;
	__s32 code;            /* as wait(2) gives it: signal in the low 7 bits, status in bits 8..15 */
	__u32 pad0;            /* zeroed */
};

/* Per CPU and kind: what the probes made and what of it the ring did not take. */
struct sw_counters {
	__u64 produced[SW_KINDS];
	__u64 lost[SW_KINDS];
};

/* A process under a verdict: the key of sw_targets. */
struct sw_target {
	__u64 start_ticks;     /* start of the process in ticks of 10 ms on the boot clock */
	__u32 pid;             /* thread group id in the initial namespace */
	__u32 pad0;            /* zeroed */
};

struct sw_target_state {
	__u64 until_ns;        /* boot clock; afterwards the verdict is void */
	__u64 signals;         /* sent by the probes so far */
	__u32 with_children;   /* 1: it is on its children in the same control group, too, whenever they were born */
	__u32 pad0;            /* zeroed */
};

#pragma GCC diagnostic pop
#endif
