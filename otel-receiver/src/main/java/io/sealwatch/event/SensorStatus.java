// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * The sensor's heartbeat.
 *
 * @param strategy which hooks are in use
 * @param missing probes that could not be attached
 * @param problems what the sensor noticed to be wrong with itself while it runs
 * @param accounts counters by attribute name, such as {@code ransomware.sensor.produced}
 */
public record SensorStatus(
        Header header,
        State state,
        String strategy,
        java.util.List<String> missing,
        java.util.List<String> problems,
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

    public SensorStatus {
        missing = java.util.List.copyOf(missing);
        problems = java.util.List.copyOf(problems);
        accounts = java.util.Map.copyOf(accounts);
    }
}
