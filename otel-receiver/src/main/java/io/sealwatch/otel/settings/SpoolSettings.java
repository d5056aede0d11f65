// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.nio.file.Path;

/**
 * What waits on disk while the receiver is away.
 *
 * @param directory of one signal
 * @param maxBytes most bytes on disk
 * @param segmentBytes a file is closed beyond this; the oldest file goes as a whole when room is needed
 * @param whenFull which records go when the spool is full
 * @param fsync when written batches are forced to the disk
 */
public record SpoolSettings(Path directory, long maxBytes, long segmentBytes, WhenFull whenFull, Fsync fsync) {
    /** Fewest segments of a full spool: dropping the oldest loses at most this part of it. */
    private static final int SEGMENTS = 16;

    public static SpoolSettings of(Path directory, long maxBytes, WhenFull whenFull, Fsync fsync) {
        return new SpoolSettings(directory, maxBytes, Math.max(64 << 10, maxBytes / SEGMENTS), whenFull, fsync);
    }

    /** Which records are dropped when the spool is full. */
    public enum WhenFull {
        OLDEST,
        NEWEST
    }

    /** When written batches survive a loss of power; a killed process loses none of them either way. */
    public enum Fsync {
        /** After each batch. */
        BATCH,
        /** When the kernel sees fit. */
        NEVER
    }
}
