// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import io.sealwatch.otel.settings.EndpointSettings.Protocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@link OtlpSettings} of values. */
final class SettingsReader {
    private static final long MAX_MILLIS = 3_600_000;
    private static final long LEAST_SPOOL = 1 << 20;

    private final SettingValues values;
    private final List<String> warnings = new ArrayList<>();

    SettingsReader(SettingValues values) {
        this.values = values;
    }

    OtlpSettings read() {
        Map<Signal, EndpointSettings> endpoints = new EnumMap<>(Signal.class);
        if (isEnabled()) {
            for (Signal signal : Signal.values()) {
                if (isSent(signal)) {
                    endpoints.put(signal, endpoint(signal));
                }
            }
        }
        OtlpSettings settings = new OtlpSettings(
                endpoints,
                queue(),
                spool(),
                resource(),
                millis(Keys.METRIC_INTERVAL, 100),
                millis(Keys.STOP, 0),
                warnings);
        if (!values.problems().isEmpty()) {
            throw new InvalidSettings(values.problems());
        }
        return settings;
    }

    private boolean isEnabled() {
        if (values.isTrue(Keys.DISABLED)) {
            return false;
        }
        String enabled = values.textOr(Keys.ENABLED);
        return switch (enabled) {
            case "true" -> true;
            case "false" -> false;
            case "auto" -> anyEndpoint();
            default -> {
                values.problem(Keys.ENABLED, "'" + enabled + "' is not one of auto, true, false");
                yield false;
            }
        };
    }

    private boolean anyEndpoint() {
        for (Signal signal : Signal.values()) {
            if (values.forSignal(signal, "endpoint").isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isSent(Signal signal) {
        SettingKey key = Keys.exporter(signal);
        String exporter = values.textOr(key);
        if (!exporter.equals("otlp") && !exporter.equals("none")) {
            values.problem(key, "'" + exporter + "' is not one of otlp, none");
        }
        return exporter.equals("otlp");
    }

    private EndpointSettings endpoint(Signal signal) {
        Protocol protocol = protocol(signal);
        Optional<Path> clientKey = file(signal, "client_key");
        Optional<Path> clientCertificate = file(signal, "client_certificate");
        if (clientKey.isPresent() != clientCertificate.isPresent()) {
            values.problem(
                    Keys.endpoint("", clientKey.isPresent() ? "client_certificate" : "client_key"),
                    "mutual TLS needs both client_key and client_certificate");
        }
        return new EndpointSettings(
                protocol,
                uri(signal, protocol),
                values.forSignal(signal, "headers")
                        .map(found -> values.pairs(found.key(), found.value()))
                        .orElse(Map.of()),
                gzip(signal),
                Duration.ofMillis(values.forSignal(signal, "timeout")
                        .map(found -> values.number(found.key(), found.value(), 1, MAX_MILLIS))
                        .orElse(10_000L)),
                file(signal, "certificate"),
                clientKey,
                clientCertificate);
    }

    private Protocol protocol(Signal signal) {
        Optional<SettingValues.Found> found = values.forSignal(signal, "protocol");
        if (found.isEmpty()) {
            return Protocol.HTTP_PROTOBUF;
        }
        for (Protocol protocol : Protocol.values()) {
            if (protocol.standardName().equals(found.get().value())) {
                return protocol;
            }
        }
        values.problem(found.get().key(), "'" + found.get().value() + "' is not one of http/protobuf, grpc");
        return Protocol.HTTP_PROTOBUF;
    }

    private URI uri(Signal signal, Protocol protocol) {
        URI otherwise = URI.create(
                protocol == Protocol.GRPC ? "http://localhost:4317" : "http://localhost:4318" + signal.httpPath());
        Optional<SettingValues.Found> found = values.forSignal(signal, "endpoint");
        if (found.isEmpty()) {
            return otherwise;
        }
        try {
            URI uri = new URI(found.get().value());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null) {
                values.problem(
                        found.get().key(),
                        "'" + uri + "' is not a URL such as http://localhost:4318 with http or https");
                return otherwise;
            }
            if (protocol == Protocol.GRPC || found.get().own()) {
                return uri;
            }
            String base = uri.toString();
            return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + signal.httpPath());
        } catch (URISyntaxException malformed) {
            values.problem(found.get().key(), "'" + found.get().value() + "' is not a URL: " + malformed.getReason());
            return otherwise;
        }
    }

    private boolean gzip(Signal signal) {
        Optional<SettingValues.Found> found = values.forSignal(signal, "compression");
        String compression = found.map(SettingValues.Found::value).orElse("none");
        if (!compression.equals("gzip") && !compression.equals("none")) {
            values.problem(found.get().key(), "'" + compression + "' is not one of gzip, none");
        }
        return compression.equals("gzip");
    }

    private Optional<Path> file(Signal signal, String name) {
        Optional<SettingValues.Found> found = values.forSignal(signal, name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> path = path(found.get().key(), found.get().value());
        if (path.isPresent() && !Files.isReadable(path.get())) {
            values.problem(found.get().key(), path.get() + " cannot be read");
        }
        return path;
    }

    private Optional<Path> path(SettingKey key, String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException malformed) {
            values.problem(key, "'" + text + "' is not a path");
            return Optional.empty();
        }
    }

    private QueueSettings queue() {
        int capacity = (int) values.number(Keys.CAPACITY, 1, 1 << 24);
        int batch = (int) values.number(Keys.BATCH, 1, 1 << 20);
        if (batch > capacity) {
            values.problem(Keys.BATCH, batch + " is more than " + Keys.CAPACITY.key() + " (" + capacity + ")");
        }
        return new QueueSettings(
                capacity, batch, (int) values.number(Keys.BATCH_BYTES, 4096, 256 << 20), millis(Keys.DELAY, 1));
    }

    private Map<Signal, SpoolSettings> spool() {
        Map<Signal, SpoolSettings> spools = new EnumMap<>(Signal.class);
        long bytes = values.number(Keys.SPOOL_BYTES, LEAST_SPOOL, 1L << 44);
        SpoolSettings.WhenFull full =
                values.choice(Keys.SPOOL_FULL, SpoolSettings.WhenFull.OLDEST, SpoolSettings.WhenFull.class);
        SpoolSettings.Fsync fsync =
                values.choice(Keys.SPOOL_FSYNC, SpoolSettings.Fsync.BATCH, SpoolSettings.Fsync.class);
        values.text(Keys.SPOOL).flatMap(text -> path(Keys.SPOOL, text)).ifPresent(directory -> {
            // Spans are few: an eighth of the room is theirs.
            spools.put(Signal.LOGS, SpoolSettings.of(directory.resolve("logs"), bytes - bytes / 8, full, fsync));
            spools.put(Signal.TRACES, SpoolSettings.of(directory.resolve("traces"), bytes / 8, full, fsync));
        });
        return spools;
    }

    private Map<String, String> resource() {
        Map<String, String> resource = new LinkedHashMap<>(
                values.pairs(Keys.RESOURCE, values.text(Keys.RESOURCE).orElse("")));
        values.text(Keys.SERVICE_NAME).ifPresent(name -> resource.put("service.name", name));
        resource.keySet().removeIf(name -> {
            boolean shadows = name.startsWith("process.");
            if (shadows) {
                warnings.add("resource attribute " + name + " is not sent: in Elasticsearch it would hide the " + name
                        + " of every event");
            }
            return shadows;
        });
        return resource;
    }

    private Duration millis(SettingKey key, long least) {
        return Duration.ofMillis(values.number(key, least, MAX_MILLIS));
    }
}
