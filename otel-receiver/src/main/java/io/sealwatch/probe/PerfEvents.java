// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may open perf events, by which programs are attached to tracepoints. */
final class PerfEvents {
    /** The kernels of Debian and Ubuntu have levels above it, at which CAP_PERFMON is not enough. */
    static final int HIGHEST_OF_LINUX = 2;

    private static final Path PARANOIA = Path.of("/proc/sys/kernel/perf_event_paranoid");

    private PerfEvents() {}

    /** The kernel's setting, {@link #HIGHEST_OF_LINUX} when it cannot be read. */
    static int paranoia() {
        try {
            return Integer.parseInt(Files.readString(PARANOIA).strip());
        } catch (IOException | NumberFormatException unknown) {
            return HIGHEST_OF_LINUX;
        }
    }
}
