// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.Optional;

/**
 * Gives up, for good, what only attaching the probes needed.
 *
 * <p>Two means, because each covers what the other cannot. Capabilities belong to a thread and the kernel lets no thread
 * take them from another: the calling thread drops its own, and every thread that it starts from then on begins without
 * them; the JVM's own threads (garbage collector, compilers), which exist already and run no code of ours, keep theirs.
 * A seccomp filter is put on all threads at once: no thread, those included, can load a program, open a perf event,
 * trace or write into another process, mount, enter a namespace or load a module.
 */
public final class Seal {
    /**
     * What stays, where it was given: CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER and KILL for files and answers to an
     * attack, SYS_PTRACE for reading what other users' processes run.
     */
    static final long KEPT = 1L | 1L << 1 | 1L << 2 | 1L << 3 | 1L << 5 | 1L << 19;

    private static final int CAPABILITY_VERSION_3 = 0x20080522;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    private static final int HEADER = 8;
    private static final int DATA = 24;

    private Seal() {}

    /**
     * Seals this process; call it on the thread that will start all others.
     *
     * @return why it is only partly sealed, empty when it is
     */
    public static Optional<String> apply() {
        try {
            LibC.prctl(LibC.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            dropCapabilities();
            return filterSystemCalls();
        } catch (LastErrorException refused) {
            return Optional.of("privileges could not be given up (errno " + refused.getErrorCode() + ")");
        }
    }

    /** struct __user_cap_data_struct[2]: effective, permitted, inheritable of the low, then of the high 32. */
    private static void dropCapabilities() {
        try (Memory header = new Memory(HEADER);
                Memory data = new Memory(DATA)) {
            header.setInt(0, CAPABILITY_VERSION_3);
            header.setInt(4, 0);
            LibC.capget(header, data);
            for (int half = 0; half < 2; half++) {
                int kept = (int) (KEPT >>> 32 * half);
                for (int set = 0; set < 3; set++) {
                    long at = 12L * half + 4L * set;
                    data.setInt(at, data.getInt(at) & kept);
                }
            }
            LibC.capset(header, data);
        }
    }

    private static Optional<String> filterSystemCalls() {
        Optional<SystemCalls> calls = SystemCalls.of(System.getProperty("os.arch"));
        if (calls.isEmpty()) {
            return Optional.of("system calls are not filtered on this architecture");
        }
        try (Memory program = SealFilter.program(calls.get())) {
            long thread = LibC.syscall(
                    calls.get().seccomp(),
                    SECCOMP_SET_MODE_FILTER,
                    SECCOMP_FILTER_FLAG_TSYNC,
                    program.share(SealFilter.headerOffset(program)));
            return thread == 0
                    ? Optional.empty()
                    : Optional.of("system calls are not filtered: thread " + thread + " has a filter of its own");
        }
    }
}
