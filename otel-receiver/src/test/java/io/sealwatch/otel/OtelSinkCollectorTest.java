// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static io.sealwatch.otel.Synthetic.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.console.NdjsonSink;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same observations to NDJSON and through a real collector into its file: record by record the same. */
class OtelSinkCollectorTest {
    @TempDir
    Path directory;

    private final Synthetic events = new Synthetic();
    private final ByteArrayOutputStream ndjson = new ByteArrayOutputStream();
    private final List<String> said = new ArrayList<>();

    private List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        for (Event event : SampleEvents.all()) {
            all.add(events.of(event));
        }
        all.add(events.of(new EventsLost(Header.ofSensor(SECOND), "ring_full", "file.write", 3)));
        all.add(events.of(new SensorStatus(
                Header.ofSensor(SECOND),
                SensorStatus.State.RUNNING,
                "tracepoint",
                List.of("mmap"),
                List.of("probe gone"),
                Map.of())));
        all.add(events.fork(20, 1, 10 * SECOND, 21));
        all.add(events.fork(21, 20, 10 * SECOND, 22));
        for (int i = 0; i < 500; i++) {
            all.add(events.write(22, 21, 10 * SECOND + i, "/home/anna/file-" + i + ".txt"));
            all.add(events.rename(22, 21, 10 * SECOND + i, "/home/anna/file-" + i, "/home/anna/file-" + i + ".locked"));
        }
        all.add(events.detection(22, 21, 11 * SECOND));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void theCollectorsFileHoldsWhatNdjsonSays(String protocol) throws Exception {
        Collector collector = Collector.start(directory);
        OtelSink sink;
        try (collector) {
            EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(3));
            sink = OtelSink.create(settings(collector, protocol), Synthetic.HOST, true, "1.2.3", episodes, said::add);
            List<Sink> sinks = List.of(episodes, new NdjsonSink(ndjson, Synthetic.HOST, true, episodes), sink);
            for (Observation observation : observations()) {
                sinks.forEach(each -> each.accept(observation));
            }
            sinks.forEach(Sink::close);
        }
        assertThat(said).isEmpty();
        assertThat(sink.logAccounts().isBalanced()).isTrue();
        List<Map<String, Object>> expected = expected();
        assertThat(sink.logAccounts().delivered()).isEqualTo(expected.size());
        List<Map<String, Object>> arrived =
                collector.logs().stream().map(OtelSinkCollectorTest::flat).toList();
        assertThat(arrived).isEqualTo(expected);
        resourceIsTheAgents(collector.resource("logs", "resourceLogs"));
        spansFormATree(collector.spans());
        accountsAreMetrics(collector.metrics(), expected.size());
    }

    private static OtlpSettings settings(Collector collector, String protocol) {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "OTEL_EXPORTER_OTLP_ENDPOINT", protocol.equals("grpc") ? collector.grpcUrl() : collector.httpUrl());
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
        environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
        environment.put("OTEL_TRACES_SAMPLER", "always_off");
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
        return OtlpSettings.from(Map.of(), environment, Map.of());
    }

    private List<Map<String, Object>> expected() throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : ndjson.toString(StandardCharsets.UTF_8).split("\n")) {
            Map<String, Object> fields = new TreeMap<>();
            JsonNode json = mapper.readTree(line);
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                fields.put(field.getKey(), plain(field.getValue()));
            }
            all.add(fields);
        }
        return all;
    }

    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            List<Object> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.textValue();
    }

    /** A record of the collector's file in the shape of an NDJSON line. */
    private static Map<String, Object> flat(JsonNode record) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("timestamp", timestamp(record.path("timeUnixNano").asLong()));
        fields.put("event_name", record.path("eventName").asText());
        fields.put("severity_number", record.path("severityNumber").asLong());
        fields.put("severity_text", record.path("severityText").asText());
        if (!record.path("spanId").asText().isEmpty()) {
            fields.put("trace_id", record.path("traceId").asText());
            fields.put("span_id", record.path("spanId").asText());
        }
        assertThat(record.path("body").path("stringValue").asText()).isNotEmpty();
        assertThat(record.path("observedTimeUnixNano").asLong()).isPositive();
        attributes(record.path("attributes"))
                .forEach((key, value) -> assertThat(fields.put(key, value)).isNull());
        return fields;
    }

    private static String timestamp(long nanos) {
        String text = Instant.ofEpochSecond(nanos / SECOND).toString();
        return text.substring(0, text.length() - 1) + String.format(java.util.Locale.ROOT, ".%09dZ", nanos % SECOND);
    }

    private static Map<String, Object> attributes(JsonNode attributes) {
        Map<String, Object> flat = new LinkedHashMap<>();
        attributes.forEach(attribute -> flat.put(attribute.path("key").asText(), value(attribute.path("value"))));
        return flat;
    }

    private static Object value(JsonNode value) {
        if (value.has("stringValue")) {
            return value.path("stringValue").asText();
        }
        if (value.has("intValue")) {
            return Long.parseLong(value.path("intValue").asText());
        }
        if (value.has("doubleValue")) {
            return value.path("doubleValue").asDouble();
        }
        if (value.has("boolValue")) {
            return value.path("boolValue").asBoolean();
        }
        List<Object> items = new ArrayList<>();
        value.path("arrayValue").path("values").forEach(item -> items.add(value(item)));
        return items;
    }

    private static void resourceIsTheAgents(JsonNode resource) {
        Map<String, Object> attributes = attributes(resource);
        assertThat(attributes)
                .containsEntry("service.name", "sealwatch")
                .containsEntry("service.version", "1.2.3")
                .containsEntry("host.id", "host-1")
                .containsEntry("data_stream.dataset", "sealwatch.events")
                .containsEntry("deployment.environment.name", "test");
        assertThat(attributes.keySet()).noneMatch(name -> name.startsWith("process."));
    }

    private static void spansFormATree(List<JsonNode> spans) {
        JsonNode shell = span(spans, 20);
        JsonNode script = span(spans, 21);
        JsonNode worker = span(spans, 22);
        assertThat(shell.path("parentSpanId").asText()).isEmpty();
        assertThat(script.path("parentSpanId").asText())
                .isEqualTo(shell.path("spanId").asText());
        assertThat(worker.path("parentSpanId").asText())
                .isEqualTo(script.path("spanId").asText());
        assertThat(List.of(shell, script, worker))
                .allSatisfy(span -> assertThat(span.path("traceId")).isEqualTo(shell.path("traceId")));
        assertThat(worker.path("status").path("code").asInt()).isEqualTo(2);
        assertThat(shell.path("status").path("code").asInt()).isZero();
        assertThat(attributes(worker.path("attributes")))
                .containsEntry("ransomware.episode.writes", 500L)
                .containsEntry("ransomware.episode.renames", 500L)
                .containsEntry("ransomware.score", 91.5);
    }

    private static JsonNode span(List<JsonNode> spans, int pid) {
        return spans.stream()
                .filter(span -> Long.valueOf(pid)
                        .equals(attributes(span.path("attributes")).get("process.pid")))
                .findFirst()
                .orElseThrow();
    }

    private static void accountsAreMetrics(List<JsonNode> metrics, int records) {
        JsonNode delivered = metrics.stream()
                .filter(metric -> metric.path("name").asText().equals("sealwatch.export.delivered"))
                .reduce((first, last) -> last)
                .orElseThrow();
        Map<Object, Long> bySignal = new HashMap<>();
        delivered
                .path("sum")
                .path("dataPoints")
                .forEach(point -> bySignal.put(
                        attributes(point.path("attributes")).get("signal"),
                        point.path("asInt").asLong()));
        assertThat(bySignal).containsEntry("logs", (long) records).containsEntry("traces", 4L);
    }
}
