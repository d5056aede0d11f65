// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * Events that were made and did not get through.
 *
 * @param reason where they were lost, such as {@code ring_full}
 * @param lostKind event name of what was lost, or {@code any} when that is not known
 * @param count how many since the last report
 */
public record EventsLost(Header header, String reason, String lostKind, long count) implements SensorEvent {
    @Override
    public EventKind kind() {
        return EventKind.SENSOR_LOSS;
    }
}
