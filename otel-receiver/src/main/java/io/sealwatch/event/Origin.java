// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** What on the kernel side saw the event. */
public enum Origin {
    SYSCALL,
    LSM,
    IO_URING,
    SCHED,
    UPROBE;

    /** As it appears in telemetry. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
