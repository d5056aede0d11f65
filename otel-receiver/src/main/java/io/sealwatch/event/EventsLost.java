// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * Events that were made and did not get through.
 *
 * @param reason where they were lost, such as {@code ring_full}
 * @param lostKind event name of what was lost, or {@code any} when that is not known
 * @param count how many since the last report
 * @param run the earlier run that lost them, {@link Run#THIS} when it is this one
 */
public record EventsLost(Header header, String reason, String lostKind, long count, Run run) implements SensorEvent {
    /** Lost by this run. */
    public EventsLost(Header header, String reason, String lostKind, long count) {
        this(header, reason, lostKind, count, Run.THIS);
    }

    /**
     * A run of the sensor that was killed.
     *
     * @param instanceId what it called itself, {@code service.instance.id}
     * @param firstSequence what was lost has numbers from this one
     * @param lastSequence the last number that it gave; 0 when what was lost has no numbers
     */
    public record Run(String instanceId, long firstSequence, long lastSequence) {
        /** The run that reports. */
        public static final Run THIS = new Run("", 0, 0);
    }

    @Override
    public EventKind kind() {
        return EventKind.SENSOR_LOSS;
    }
}
