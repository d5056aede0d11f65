// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.LastErrorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the kernel names its tracepoints. */
final class Tracefs {
    private static final Path EVENTS = KernelFeatures.TRACEFS.resolve("events");

    private Tracefs() {}

    /** True when it is mounted, or could be. */
    static boolean ensureMounted() {
        if (Files.isDirectory(EVENTS)) {
            return true;
        }
        try {
            LibC.mount("none", KernelFeatures.TRACEFS.toString(), "tracefs", 0, null);
        } catch (LastErrorException | LinkageError refused) {
            // The caller reports it with what to do; nothing else is lost here.
            return false;
        }
        return Files.isDirectory(EVENTS);
    }

    /** Whether this kernel has the tracepoint, such as {@code syscalls/sys_exit_open}. */
    static boolean has(String tracepoint) {
        return Files.isDirectory(EVENTS.resolve(tracepoint));
    }
}
