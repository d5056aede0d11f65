// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

/**
 * What is written to a full pipe waits for its reader, and the next verdict waits with it. A reader that others keep from the
 * processor for a moment shall not hold the sensor up.
 */
public final class OutputPipe {
    private static final int STANDARD_OUTPUT = 1;
    private static final int F_SETPIPE_SZ = 1031;
    /** What everybody may ask for: some 1,500 lines instead of 100. */
    private static final int BYTES = 1 << 20;

    private OutputPipe() {}

    /** Makes room in standard output where it is a pipe; otherwise nothing happens. */
    public static void widen() {
        LibC.fcntl(STANDARD_OUTPUT, F_SETPIPE_SZ, BYTES);
    }
}
