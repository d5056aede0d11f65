// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Event;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.process.ProcessSnapshot;
import java.util.List;
import java.util.Map;

/** Draws conclusions from the events in order. Time is event time only. */
public interface Detector {
    /** Takes one event in; returns what follows from it, mostly nothing. */
    List<? extends SensorEvent> observe(Event event, ProcessSnapshot process);

    /** 0 to 100: the evidence against the activity that the process belongs to. */
    double score(ProcessKey process);

    /** Events were lost around this time, so that counts are lower bounds. */
    void eventsLost(long timeNanos, long count);

    /** Whether the event changed a file that was planted for it. */
    default boolean isDecoyChanged(Event event) {
        return false;
    }

    /** What it counts of itself, by attribute name. */
    default Map<String, Long> accounts() {
        return Map.of();
    }
}
