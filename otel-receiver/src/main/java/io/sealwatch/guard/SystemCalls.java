// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import java.util.Optional;

/**
 * Numbers of the system calls that a sealed sensor may not make any more, for one architecture.
 *
 * @param auditArchitecture AUDIT_ARCH_* of {@code linux/audit.h}
 * @param bpf the call of which only the reading commands stay
 * @param seccomp the call that installs the filter
 * @param refused numbers of calls that always fail with EPERM
 */
record SystemCalls(int auditArchitecture, int bpf, int seccomp, int[] refused) {
    private static final SystemCalls X86_64 = new SystemCalls(0xC000003E, 321, 317, new int[] {
        101, // ptrace
        155, // pivot_root
        161, // chroot
        163, // acct
        165, // mount
        166, // umount2
        167, // swapon
        168, // swapoff
        169, // reboot
        172, // iopl
        173, // ioperm
        175, // init_module
        176, // delete_module
        246, // kexec_load
        248, // add_key
        249, // request_key
        250, // keyctl
        272, // unshare
        298, // perf_event_open
        304, // open_by_handle_at
        308, // setns
        311, // process_vm_writev
        313, // finit_module
        320, // kexec_file_load
        323, // userfaultfd
        425, // io_uring_setup
        428, // open_tree
        429, // move_mount
        430, // fsopen
        431, // fsconfig
        432, // fsmount
        438, // pidfd_getfd
        442, // mount_setattr
    });

    private static final SystemCalls AARCH64 = new SystemCalls(0xC00000B7, 280, 277, new int[] {
        39, // umount2
        40, // mount
        41, // pivot_root
        51, // chroot
        89, // acct
        97, // unshare
        104, // kexec_load
        105, // init_module
        106, // delete_module
        117, // ptrace
        142, // reboot
        217, // add_key
        218, // request_key
        219, // keyctl
        224, // swapon
        225, // swapoff
        241, // perf_event_open
        265, // open_by_handle_at
        268, // setns
        271, // process_vm_writev
        273, // finit_module
        282, // userfaultfd
        294, // kexec_file_load
        425, // io_uring_setup
        428, // open_tree
        429, // move_mount
        430, // fsopen
        431, // fsconfig
        432, // fsmount
        438, // pidfd_getfd
        442, // mount_setattr
    });

    /** Empty on an architecture that nobody wrote the numbers down for. */
    static Optional<SystemCalls> of(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
