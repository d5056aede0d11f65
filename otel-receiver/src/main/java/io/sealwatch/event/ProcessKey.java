// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * Identity of a process on one host and boot: pids are reused, the pair of pid and start time is not.
 *
 * <p>The start time is kept in clock ticks of 10 ms since boot, because that is what both the kernel's
 * {@code start_boottime} and {@code /proc/PID/stat} can give; the two must agree on who is who.
 *
 * @param pid thread group id in the initial pid namespace
 * @param startTicks start of the process in ticks of 10 ms since boot
 */
public record ProcessKey(int pid, long startTicks) {
    /** Nanoseconds in one tick (USER_HZ is 100 on every architecture that is supported). */
    public static final long NANOS_PER_TICK = 10_000_000L;

    private static final int PID_BITS = 22;

    /** From the kernel's start time in nanoseconds of the boot clock. */
    public static ProcessKey ofNanos(int pid, long startNanos) {
        return new ProcessKey(pid, startNanos / NANOS_PER_TICK);
    }

    /** Both parts in one number: the kernel allows at most 2^22 pids. */
    public static long pack(int pid, long startTicks) {
        return startTicks << PID_BITS | pid;
    }

    /** What {@link #pack} made. */
    public static ProcessKey ofPacked(long packed) {
        return new ProcessKey(pid(packed), packed >>> PID_BITS);
    }

    /** The pid in a packed key. */
    public static int pid(long packed) {
        return (int) (packed & (1L << PID_BITS) - 1);
    }

    /** This key as {@link #pack} gives it. */
    public long packed() {
        return pack(pid, startTicks);
    }

    /** The start in nanoseconds of the boot clock, to the tick. */
    public long startNanos() {
        return startTicks * NANOS_PER_TICK;
    }
}
