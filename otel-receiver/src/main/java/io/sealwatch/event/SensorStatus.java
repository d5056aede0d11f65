// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * The sensor's heartbeat.
 *
 * @param strategy which hooks are in use
 * @param missing probes that could not be attached
 * @param accounts counters by attribute name, such as {@code ransomware.sensor.produced}
 */
public record SensorStatus(
        Header header,
        State state,
        String strategy,
        java.util.List<String> missing,
        java.util.Map<String, Long> accounts)
        implements SensorEvent {
    @Override
    public EventKind kind() {
        return EventKind.SENSOR_STATUS;
    }

    /** What the sensor is doing. */
    public enum State {
        STARTING,
        RUNNING,
        DEGRADED,
        STOPPING;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Account of a status that was made because much is being lost. */
    public static final String LOSING = "ransomware.loss.count";

    /** It was made because the sensor loses so much that it may be blinded. */
    public boolean isLosingMuch() {
        return state == State.DEGRADED && accounts.containsKey(LOSING);
    }

    public SensorStatus {
        missing = java.util.List.copyOf(missing);
        accounts = java.util.Map.copyOf(accounts);
    }
}
