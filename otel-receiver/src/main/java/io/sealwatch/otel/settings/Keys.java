// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of the export: each once, with its standard variable, default and meaning. */
final class Keys {
    static final SettingKey ENABLED = SettingKey.of(
            "enabled",
            "",
            "auto",
            "auto: export when an endpoint is named; true: also to the default one; false: never");
    static final SettingKey DISABLED = SettingKey.of(
            "sdk_disabled", "OTEL_SDK_DISABLED", "false", "true turns the export off, whatever else is set");
    static final SettingKey SERVICE_NAME =
            SettingKey.of("service_name", "OTEL_SERVICE_NAME", "", "service.name of the resource");
    static final SettingKey RESOURCE = SettingKey.of(
            "resource_attributes", "OTEL_RESOURCE_ATTRIBUTES", "", "name=value,name=value for the resource");
    static final SettingKey DELAY = SettingKey.of(
            "blrp.schedule_delay", "OTEL_BLRP_SCHEDULE_DELAY", "200", "longest wait for a batch to fill, ms");
    static final SettingKey CAPACITY = SettingKey.of(
            "blrp.max_queue_size", "OTEL_BLRP_MAX_QUEUE_SIZE", "32768", "most records that wait in memory");
    static final SettingKey BATCH = SettingKey.of(
            "blrp.max_export_batch_size", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "4096", "most records in a request");
    static final SettingKey BATCH_BYTES =
            SettingKey.of("max_request_bytes", "", "3145728", "most bytes in a request before compression");
    static final SettingKey STOP =
            SettingKey.of("stop_timeout", "", "5000", "longest time to deliver what waits when the agent stops, ms");
    static final SettingKey METRIC_INTERVAL = SettingKey.of(
            "metric_export_interval",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "60000",
            "time between two reports of the accounts, ms");
    static final SettingKey SPOOL = SettingKey.of(
            "spool.directory", "", "", "where records wait while the receiver is away; empty: memory only");
    static final SettingKey SPOOL_BYTES = SettingKey.of("spool.max_bytes", "", "536870912", "most bytes of the spool");
    static final SettingKey SPOOL_FULL =
            SettingKey.of("spool.when_full", "", "oldest", "oldest or newest: which records go when the spool is full");
    static final SettingKey SPOOL_FSYNC = SettingKey.of(
            "spool.fsync", "", "batch", "batch: each batch survives a loss of power; never: the kernel decides");
    static final SettingKey LOGS_EXPORTER = exporter(Signal.LOGS);
    static final SettingKey TRACES_EXPORTER = exporter(Signal.TRACES);
    static final SettingKey METRICS_EXPORTER = exporter(Signal.METRICS);

    static final List<SettingKey> ALL = all();

    private Keys() {}

    static SettingKey exporter(Signal signal) {
        return SettingKey.of(
                signal.label() + ".exporter",
                "OTEL_" + signal.name() + "_EXPORTER",
                "otlp",
                "otlp or none: whether " + signal.label() + " are sent");
    }

    /** A key of the endpoint, general ({@code prefix} empty) or of one signal, which wins. */
    static SettingKey endpoint(String prefix, String name) {
        String key = prefix.isEmpty() ? name : prefix + "." + name;
        String variable = "OTEL_EXPORTER_OTLP_" + (prefix.isEmpty() ? "" : prefix.toUpperCase(Locale.ROOT) + "_")
                + name.toUpperCase(Locale.ROOT);
        String scope = prefix.isEmpty() ? "" : " of " + prefix;
        return switch (name) {
            case "endpoint" ->
                SettingKey.of(
                        key, variable, "", "URL of the receiver" + scope + (scope.isEmpty() ? "" : ", used as it is"));
            case "protocol" -> SettingKey.of(key, variable, "", "http/protobuf (default) or grpc" + scope);
            case "headers" -> SettingKey.secret(key, variable, "name=value,name=value for each request" + scope);
            case "compression" -> SettingKey.of(key, variable, "", "gzip or none (default)" + scope);
            case "timeout" ->
                SettingKey.of(key, variable, "", "longest time of one request, ms (default 10000)" + scope);
            case "certificate" -> SettingKey.of(key, variable, "", "PEM of the trusted authorities" + scope);
            case "client_key" -> SettingKey.of(key, variable, "", "PEM of the client's key, PKCS#8" + scope);
            default -> SettingKey.of(key, variable, "", "PEM of the client's certificate" + scope);
        };
    }

    private static List<SettingKey> all() {
        List<SettingKey> keys = new ArrayList<>(List.of(ENABLED, DISABLED));
        List<String> names = List.of(
                "endpoint",
                "protocol",
                "headers",
                "compression",
                "timeout",
                "certificate",
                "client_key",
                "client_certificate");
        for (String prefix : List.of("", "logs", "traces", "metrics")) {
            names.forEach(name -> keys.add(endpoint(prefix, name)));
        }
        keys.addAll(List.of(
                LOGS_EXPORTER,
                TRACES_EXPORTER,
                METRICS_EXPORTER,
                SERVICE_NAME,
                RESOURCE,
                DELAY,
                CAPACITY,
                BATCH,
                BATCH_BYTES,
                METRIC_INTERVAL,
                STOP,
                SPOOL,
                SPOOL_BYTES,
                SPOOL_FULL,
                SPOOL_FSYNC));
        return List.copyOf(keys);
    }
}
