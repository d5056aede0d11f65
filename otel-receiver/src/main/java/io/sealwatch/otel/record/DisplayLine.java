// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.pipeline.Observation;
import java.util.Locale;

/** The body of a record: one line for people who page through logs. Everything in it is in the attributes, too. */
final class DisplayLine {
    private static final int LONGEST = 512;

    private DisplayLine() {}

    static String of(Observation observation) {
        String line = text(observation);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static String text(Observation observation) {
        Event event = observation.event();
        if (event instanceof Detection detection) {
            return detection.ruleName() + ": " + detection.filesAffected() + " files, score "
                    + String.format(Locale.ROOT, "%.0f", detection.score())
                    + (detection.isAlarm() ? "" : ", no alarm by an exception");
        }
        if (event instanceof ResponseTaken response) {
            return "response " + response.action().label() + ", "
                    + response.outcome().label() + ": " + observation.process().name() + "["
                    + response.header().process().pid() + "]";
        }
        if (event instanceof EventsLost lost) {
            return lost.count() + " " + lost.lostKind() + " events lost: " + lost.reason();
        }
        if (event instanceof SensorStatus status) {
            return "sensor " + status.state().label();
        }
        String who = observation.process().name() + "["
                + event.header().process().pid() + "] " + event.kind().eventName();
        if (event instanceof FileRenamed rename) {
            return who + " " + rename.previousPath() + " -> " + rename.path();
        }
        if (event instanceof FileLinked link) {
            return who + " " + link.previousPath() + " -> " + link.path();
        }
        if (event instanceof FileEvent file) {
            return who + " " + file.path();
        }
        return event instanceof ProcessExited exit ? who + " " + exit.exitCode() : who;
    }
}
