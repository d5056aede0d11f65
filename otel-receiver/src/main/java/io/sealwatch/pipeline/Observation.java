// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Event;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.Flags;

/**
 * A scored event: what every sink gets.
 *
 * @param sequence the sensor's own number, from 1, without gaps: order and loss can be proven downstream
 * @param epochNanos when it happened, nanoseconds since 1970
 * @param event what happened
 * @param process who did it; {@link io.sealwatch.event.Header#SENSOR} is its key for the sensor's own events
 * @param flags the seed's judgement of the event
 * @param score 0 to 100, the evidence against the activity so far
 * @param decoy a file that was planted for it was changed
 */
public record Observation(
        long sequence,
        long epochNanos,
        Event event,
        ProcessSnapshot process,
        Flags flags,
        double score,
        boolean decoy) {
    /** Of a file that was not planted, or of none. */
    public Observation(
            long sequence, long epochNanos, Event event, ProcessSnapshot process, Flags flags, double score) {
        this(sequence, epochNanos, event, process, flags, score, false);
    }
}
