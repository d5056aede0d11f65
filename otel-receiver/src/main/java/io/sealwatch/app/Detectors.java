// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.event.Event;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.ActivityDetector;
import io.sealwatch.score.DetectorSettings;
import java.util.List;

/** The detectors of a session. */
final class Detectors {
    private Detectors() {}

    static List<Detector> of(DetectorSettings settings) {
        return List.of(new Activities(new ActivityDetector(settings)));
    }

    /** Scoring knows nothing of the pipeline, so it is plugged in here. */
    private record Activities(ActivityDetector detector) implements Detector {
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
    }
}
