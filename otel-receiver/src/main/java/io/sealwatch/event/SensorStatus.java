// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        List<String> missing,
        List<String> problems,
        Map<String, Long> accounts)
        implements SensorEvent {
    public SensorStatus {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
        accounts = Map.copyOf(accounts);
    }

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
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Account of a status that was made because much is being lost. */
    public static final String LOSING = "ransomware.loss.count";

    /** It was made because the sensor loses so much that it may be blinded. */
    public boolean isLosingMuch() {
        return state == State.DEGRADED && accounts.containsKey(LOSING);
    }
}
