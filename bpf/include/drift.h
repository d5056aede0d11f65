/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What moved in the kernel between the versions that are supported (6.1 and later), and nothing else. No probe contains
 * a version test: what is gone is found missing in BTF, what moved is described here.
 *
 * Settled below 6.1, so that nothing has to be done: rw_verify_area, vfs_fallocate, vfs_rename(struct renamedata *),
 * vfs_truncate, fault_dirty_shared_page and the security_path_* hooks keep their arguments from 6.1 to 7.3.
 *
 * Hooked nowhere because they moved: do_unlinkat, do_renameat2 and do_linkat are filename_unlinkat, filename_renameat2
 * and filename_linkat in 7.x.
 */
#ifndef SEALWATCH_DRIFT_H
#define SEALWATCH_DRIFT_H

/*
 * A file below another one (overlayfs, FUSE passthrough). The operation was already seen on the upper file. 6.5 gave
 * these files the bit FMODE_BACKING, and 6.14 moved that bit; FMODE_NOACCOUNT marks them on all versions, 6.1's
 * open_with_fake_path included.
 */
#define FMODE_NOACCOUNT 0x20000000

/* Of a file system that the kernel mounted for itself: memfd, pipes. Unchanged so far. */
#define SB_KERNMOUNT (1ul << 22)

/*
 * 6.1 to 6.7 verify a spliced write again in do_splice_direct and once more in vfs_iter_write, for the same call:
 * sendfile, splice and copy_file_range would count two or three times. 6.8 verifies once (d53471ba6f7a "splice: remove
 * permission hook from iter_file_splice_write()"). What runs inside these two functions is ignored; where it is not
 * there, nothing is.
 */
#define NESTED_VERIFY_OUTER "do_splice_direct"
#define NESTED_VERIFY_INNER "vfs_iter_write"

/*
 * Decisions (refuse.bpf.c): before 6.2 path_truncate is asked for ftruncate, too; 6.2 split file_truncate off (commit
 * "security: Create file_truncate hook from path_truncate hook"). Where that is not there, its program is left out.
 */

/* do_truncate's time_attrs when it is called for O_TRUNC, which the open says already. Unchanged so far. */
#define ATTR_OPEN (1u << 15)

/*
 * vfs_rmdir and vfs_symlink got an argument more in 7.x (struct delegated_inode *), which moves the result behind it in
 * a program's context. The kernel is asked for it instead; the arguments before stay where they were.
 */
static __always_inline int result_of(void *ctx)
{
	__u64 result = 0;

	bpf_get_func_ret(ctx, &result);
	return (int)result;
}

/*
 * 7.0 keeps the names of an io_uring request in a struct of their own, because they are read when the request runs
 * (struct delayed_filename). Its tracepoint io_uring_submit_req was io_uring_submit_sqe before 6.3; exactly one exists.
 */
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct delayed_filename___v7 {
	struct filename *__incomplete_filename;
};
struct io_open___v7 {
	struct delayed_filename___v7 filename;
};
struct io_rename___v7 {
	struct delayed_filename___v7 oldpath, newpath;
};
struct io_unlink___v7 {
	struct delayed_filename___v7 filename;
};
#pragma clang attribute pop

static __always_inline bool has_delayed_names(void)
{
	return bpf_core_type_exists(struct delayed_filename___v7);
}

#endif
