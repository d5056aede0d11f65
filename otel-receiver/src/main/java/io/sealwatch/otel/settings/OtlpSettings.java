// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about the export, checked as a whole.
 *
 * @param endpoints of the signals that are sent; empty when nothing is
 * @param queue what waits in memory, per signal
 * @param spool what waits on disk, per signal; absent for a signal that has no spool
 * @param resourceAttributes of {@code OTEL_RESOURCE_ATTRIBUTES} and ours, they win over what the agent finds out
 * @param metricInterval time between two reports of the accounts
 * @param stopTimeout longest time to deliver what waits when the agent stops
 * @param warnings what was ignored and why, for the log
 */
public record OtlpSettings(
        Map<Signal, EndpointSettings> endpoints,
        QueueSettings queue,
        Map<Signal, SpoolSettings> spool,
        Map<String, String> resourceAttributes,
        Duration metricInterval,
        Duration stopTimeout,
        List<String> warnings) {
    /** Every key, in the order in which they are shown. */
    public static final List<SettingKey> KEYS = Keys.ALL;

    public OtlpSettings {
        endpoints = Map.copyOf(endpoints);
        spool = Map.copyOf(spool);
        resourceAttributes = Map.copyOf(resourceAttributes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the settings. A flag wins over a variable, that over the file.
     *
     * @param flags our keys (without {@code otlp.}) from the command line
     * @param environment all variables of the process; the standard ones are used
     * @param file our keys from the YAML file
     * @throws InvalidSettings with every problem
     */
    public static OtlpSettings from(
            Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {
        return new SettingsReader(new SettingValues(flags, environment, file)).read();
    }

    /** Whether anything leaves at all. */
    public boolean isEnabled() {
        return !endpoints.isEmpty();
    }

    public Optional<EndpointSettings> endpoint(Signal signal) {
        return Optional.ofNullable(endpoints.get(signal));
    }

    public Optional<SpoolSettings> spool(Signal signal) {
        return Optional.ofNullable(spool.get(signal));
    }
}
