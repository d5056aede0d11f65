// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

/** Which hooks are used. */
public enum Strategy {
    /** For each family of operations the best that this kernel loads. */
    AUTO,
    /** Hooks inside the kernel's own functions: every way into the kernel, names from kernel objects. */
    LSM,
    /** System call tracepoints: they load everywhere, and see what system calls show. */
    TRACEPOINT;

    /** As it appears in telemetry and in the configuration. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
