// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.process.ProcessSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector whose verdicts are acted on before anything is reported: the report can wait, the next file cannot. What an
 * exception turned from an alarm into a plain event is not acted on.
 */
public final class RespondingDetection implements Detector {
    private final Detector detector;
    private final Responder responder;

    public RespondingDetection(Detector detector, Responder responder) {
        this.detector = detector;
        this.responder = responder;
    }

    @Override
    public List<? extends SensorEvent> observe(Event event, ProcessSnapshot process) {
        List<? extends SensorEvent> found = detector.observe(event, process);
        List<SensorEvent> done = responder.observe(event);
        if (found.isEmpty()) {
            return done;
        }
        List<SensorEvent> all = new ArrayList<>(found);
        for (SensorEvent conclusion : found) {
            if (conclusion instanceof Detection verdict && verdict.isAlarm()) {
                all.addAll(responder.respond(verdict, process.executable()));
            }
        }
        all.addAll(done);
        return all;
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
