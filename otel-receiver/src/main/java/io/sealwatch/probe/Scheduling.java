// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the agent's threads are scheduled beside the processes that it watches. What is not permitted stays as it is. */
public final class Scheduling {
    private static final int PRIORITY = -15;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    /** {@code struct sched_attr}: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int ATTRIBUTE_BYTES = 48;

    private static final int NICE_AT = 16;
    private static final int RUNTIME_AT = 24;
    /** The shortest that the kernel takes. */
    private static final long SLICE_NANOS = 100_000;

    private Scheduling() {}

    /**
     * The calling thread does little at a time and asks for no more. From Linux 6.12 on, one that wakes with a shorter slice need
     * not wait until another one's is used up (3 ms on a busy host); before, this changes nothing.
     */
    static void shortSlice() {
        try (Memory attributes = new Memory(ATTRIBUTE_BYTES)) {
            attributes.clear();
            attributes.setInt(0, ATTRIBUTE_BYTES);
            attributes.setInt(NICE_AT, LibC.getpriority(PRIO_PROCESS, THIS_THREAD));
            attributes.setLong(RUNTIME_AT, SLICE_NANOS);
            LibC.syscall(setAttributes(), THIS_THREAD, Pointer.nativeValue(attributes), 0, 0);
        } catch (LastErrorException notPermitted) {
            return;
        }
    }

    /**
     * For a sensor whose conclusions are acted on: it goes before the processes that it watches, and the naps of the calling
     * thread end when they should. All of it, with the threads that these start: the one that polls waits for the compiler
     * and the collector of garbage, too.
     */
    public static void preferThisAgent() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            LibC.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
            for (Path thread : threads) {
                LibC.setpriority(
                        PRIO_PROCESS, Integer.parseInt(thread.getFileName().toString()), PRIORITY);
            }
        } catch (IOException | LastErrorException notPermitted) {
            return;
        }
    }

    /** The number of {@code sched_setattr}, which libc has no function for before glibc 2.41. */
    private static long setAttributes() {
        return System.getProperty("os.arch").equals("aarch64") ? 274 : 314;
    }
}
