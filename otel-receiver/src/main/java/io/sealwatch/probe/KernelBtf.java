// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's own BTF: which functions and types it has, by their numbers. Some megabytes, read in some milliseconds: it is
 * opened once and closed when all is asked.
 */
final class KernelBtf implements AutoCloseable {
    private static final int KIND_FUNC = 12;

    private @Nullable Pointer btf;

    private KernelBtf(@Nullable Pointer btf) {
        this.btf = btf;
    }

    /** It has nothing where the kernel's cannot be read. */
    static KernelBtf open() {
        return new KernelBtf(LibBpf.btf__load_vmlinux_btf());
    }

    boolean isReadable() {
        return btf != null;
    }

    /** Number of a function, 0 when this kernel has none of that name. */
    int function(String name) {
        return btf == null ? 0 : Math.max(0, LibBpf.btf__find_by_name_kind(btf, name, KIND_FUNC));
    }

    /** Whether programs may read a bare address as if it had a type (Linux 6.2). */
    boolean hasCast() {
        return function("bpf_rdonly_cast") != 0;
    }

    @Override
    public void close() {
        if (btf != null) {
            LibBpf.btf__free(btf);
            btf = null;
        }
    }
}
