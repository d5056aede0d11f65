// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Event;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.ActivityDetector;
import java.util.List;
import java.util.Map;

/** The verdict on activities as a detector of the pipeline. */
public final class ActivityDetection implements Detector {
    private final ActivityDetector detector;

    public ActivityDetection(ActivityDetector detector) {
        this.detector = detector;
    }

    @Override
    public List<? extends SensorEvent> observe(Event event, ProcessSnapshot process) {
        return detector.observe(event, process);
    }

    @Override
    public double score(ProcessKey process) {
        return detector.score(process);
    }

    @Override
    public void eventsLost(long timeNanos, long count) {
        detector.eventsLost(timeNanos, count);
    }

    @Override
    public boolean isDecoyChanged(Event event) {
        return detector.isDecoyChanged(event);
    }

    @Override
    public Map<String, Long> accounts() {
        return Map.of(
                "ransomware.suppressed.exception", detector.excepted(),
                "ransomware.sensor.forgotten", detector.evicted());
    }
}
