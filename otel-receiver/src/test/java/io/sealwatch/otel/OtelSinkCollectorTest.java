// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static io.sealwatch.otel.Synthetic.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.sealwatch.console.NdjsonSink;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.otel.export.DropReason;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
        List<Map<String, Object>> expected = FlatRecords.ofNdjson(ndjson.toString(StandardCharsets.UTF_8));
        assertThat(sink.logAccounts().delivered()).isEqualTo(expected.size());
        List<Map<String, Object>> arrived =
                collector.logs().stream().map(FlatRecords::of).toList();
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

    private static void resourceIsTheAgents(JsonNode resource) {
        Map<String, Object> attributes = FlatRecords.attributes(resource);
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
        assertThat(FlatRecords.attributes(worker.path("attributes")))
                .containsEntry("ransomware.episode.writes", 500L)
                .containsEntry("ransomware.episode.renames", 500L)
                .containsEntry("ransomware.score", 91.5);
    }

    private static JsonNode span(List<JsonNode> spans, int pid) {
        return spans.stream()
                .filter(span -> Long.valueOf(pid)
                        .equals(FlatRecords.attributes(span.path("attributes")).get("process.pid")))
                .findFirst()
                .orElseThrow();
    }

    private static void accountsAreMetrics(List<JsonNode> metrics, int records) {
        for (String account : List.of("produced", "recovered", "delivered", "spooled", "queued")) {
            assertThat(FlatRecords.series(metrics, "sealwatch.export." + account))
                    .as(account)
                    .containsOnlyKeys("logs", "traces");
        }
        assertThat(FlatRecords.series(metrics, "sealwatch.export.produced")).containsEntry("logs", (long) records);
        assertThat(FlatRecords.series(metrics, "sealwatch.export.delivered"))
                .containsEntry("logs", (long) records)
                .containsEntry("traces", 4L);
        assertThat(FlatRecords.series(metrics, "sealwatch.export.dropped"))
                .hasSize(2 * DropReason.values().length)
                .containsEntry("logs queue_full", 0L)
                .containsEntry("traces refused", 0L)
                .allSatisfy((series, count) -> assertThat(count).isZero());
    }

    @Test
    void whatWasDroppedIsASeriesPerReason() throws Exception {
        WireMockServer refusing =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        refusing.start();
        refusing.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withStatus(400).withBody("no")));
        Collector collector = Collector.start(directory);
        try (collector) {
            OtlpSettings settings = OtlpSettings.from(
                    Map.of(),
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            collector.httpUrl(),
                            "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
                            refusing.baseUrl() + "/v1/logs"),
                    Map.of());
            EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(3));
            try (OtelSink sink = OtelSink.create(settings, Synthetic.HOST, true, "1", episodes, said::add)) {
                for (int i = 0; i < 137; i++) {
                    sink.accept(events.write(22, 21, i, "/home/anna/" + i));
                }
            }
        } finally {
            refusing.stop();
        }
        Map<String, Long> dropped = FlatRecords.series(collector.metrics(), "sealwatch.export.dropped");
        assertThat(dropped).containsEntry("logs refused", 137L).containsEntry("logs rejected", 0L);
        assertThat(FlatRecords.series(collector.metrics(), "sealwatch.export.delivered"))
                .containsEntry("logs", 0L);
        assertThat(said).anyMatch(line -> line.contains("137 records were dropped (refused)"));
    }
}
