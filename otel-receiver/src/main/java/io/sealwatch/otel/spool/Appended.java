// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/** What became of a batch that was given to the spool. */
public sealed interface Appended {
    /**
     * It is on disk.
     *
     * @param evicted records of older batches that had to go for it
     */
    record Stored(long evicted) implements Appended {}

    /** There is no room, and the newest go. */
    record Full() implements Appended {}

    /**
     * The disk does not take it.
     *
     * @param evicted records of older batches that went in vain
     * @param reason for people
     */
    record Failed(long evicted, String reason) implements Appended {}
}
