// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;

/** The clock of the kernel's records, and how it relates to the time of day. */
public final class BootClock {
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_BOOTTIME = 7;
    private static final long NANOS = 1_000_000_000L;
    private static final int TRIES = 10;

    private BootClock() {}

    /**
     * Nanoseconds since 1970 at which the boot clock read zero. Asked once at the start: a later step of the system's
     * clock does not tear the events apart.
     */
    public static long epochNanos() {
        try (Memory time = new Memory(16)) {
            long best = 0;
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                long before = read(CLOCK_BOOTTIME, time);
                long wall = read(CLOCK_REALTIME, time);
                long after = read(CLOCK_BOOTTIME, time);
                if (after - before < shortest) {
                    shortest = after - before;
                    best = wall - (before + after) / 2;
                }
            }
            return best;
        }
    }

    /** The boot clock now. */
    public static long nanos() {
        try (Memory time = new Memory(16)) {
            return read(CLOCK_BOOTTIME, time);
        }
    }

    private static long read(int clock, Memory time) {
        LibC.clock_gettime(clock, time);
        return time.getLong(0) * NANOS + time.getLong(8);
    }
}
