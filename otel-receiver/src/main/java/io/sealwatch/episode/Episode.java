// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.contract.SpanIds;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Header;
import io.sealwatch.process.ProcessSnapshot;
import java.util.Optional;

/**
 * An episode that has ended: one span.
 *
 * @param ids of this span
 * @param parentSpanId the parent process's episode in the same trace, empty for a root
 * @param previous the episode that this one continues, {@link SpanIds#NONE} for a first one
 * @param startEpochNanos nanoseconds since 1970 of its first event
 * @param endEpochNanos of its last event
 * @param header of its last event: who
 * @param process who, as known at the end
 * @param end why it ended
 * @param detection the last verdict that fell in it
 */
public record Episode(
        SpanIds ids,
        String parentSpanId,
        SpanIds previous,
        long startEpochNanos,
        long endEpochNanos,
        Header header,
        ProcessSnapshot process,
        EpisodeTally tally,
        End end,
        Optional<Detection> detection) {
    /** Why an episode ended. */
    public enum End {
        /** Nothing happened for a while. */
        IDLE,
        /** The process is gone. */
        EXIT,
        /** It was long enough; a linked one follows if the process goes on. */
        CAP,
        /** The agent stops. */
        STOP,
        /** Too many were open. */
        EVICTED;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
