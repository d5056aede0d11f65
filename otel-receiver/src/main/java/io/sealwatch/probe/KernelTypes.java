// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Pointer;

/** Numbers in the kernel's own BTF. */
final class KernelTypes {
    private static final int KIND_STRUCT = 4;
    private static final int KIND_FUNC = 12;

    private KernelTypes() {}

    /** Of {@code struct file}, where programs may read a bare address as if it had a type (Linux 6.2); otherwise 0. */
    static int readableFile() {
        Pointer btf = LibBpf.btf__load_vmlinux_btf();
        if (btf == null) {
            return 0;
        }
        try {
            boolean canCast = LibBpf.btf__find_by_name_kind(btf, "bpf_rdonly_cast", KIND_FUNC) > 0;
            return canCast ? Math.max(0, LibBpf.btf__find_by_name_kind(btf, "file", KIND_STRUCT)) : 0;
        } finally {
            LibBpf.btf__free(btf);
        }
    }
}
