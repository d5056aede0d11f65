// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import java.util.Locale;

/** What on the kernel side saw the event. */
public enum Origin {
    SYSCALL,
    LSM,
    IO_URING,
    SCHED,
    UPROBE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it appears in telemetry. */
    public String label() {
        return label;
    }
}
