// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.Detection;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.score.Severity;

/**
 * OpenTelemetry severity of an observation.
 *
 * @param number SeverityNumber
 * @param text SeverityText
 */
public record SeverityLevel(int number, String text) {
    private static final SeverityLevel OK = new SeverityLevel(9, "OK");
    private static final SeverityLevel MIN = new SeverityLevel(13, "MIN");
    private static final SeverityLevel MAJ = new SeverityLevel(14, "MAJ");
    private static final SeverityLevel DETECTION = new SeverityLevel(17, "DETECTION");
    private static final SeverityLevel RESPONSE = new SeverityLevel(17, "RESPONSE");

    public static SeverityLevel of(Observation observation) {
        if (observation.event() instanceof Detection detection) {
            return detection.isAlarm() ? DETECTION : OK;
        }
        if (observation.event() instanceof SensorStatus status && status.isLosingMuch()) {
            return MAJ;
        }
        if (observation.event() instanceof ResponseTaken) {
            return RESPONSE;
        }
        Severity severity = observation.flags().severity();
        return switch (severity) {
            case OK -> OK;
            case MIN -> MIN;
            case MAJ -> MAJ;
        };
    }
}
