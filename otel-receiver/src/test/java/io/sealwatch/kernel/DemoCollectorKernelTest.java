// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sealwatch.contract.Attribute;
import io.sealwatch.otel.Collector;
import io.sealwatch.otel.FlatRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live demo into a real collector: its file has every event that was printed, and the spans form a tree. */
@KernelTest
class DemoCollectorKernelTest {
    @TempDir
    Path directory;

    private String demo(String url) throws Exception {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.sealwatch.app.Main",
                        "demo",
                        "--otlp",
                        url,
                        "--output",
                        "ndjson",
                        "--files",
                        "60")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).isZero();
        return printed;
    }

    @Test
    void theCollectorsFileHoldsEveryEventOfTheDemoAndItsSpansFormATree() throws Exception {
        Collector collector = Collector.start(directory);
        String printed;
        try (collector) {
            printed = demo(collector.httpUrl());
        }
        Map<Object, Map<String, Object>> arrived = new HashMap<>();
        for (JsonNode record : collector.logs()) {
            Map<String, Object> flat = FlatRecords.of(record);
            assertThat(arrived.put(sequence(flat), flat)).isNull();
        }
        List<Map<String, Object>> expected = FlatRecords.ofNdjson(printed);
        assertThat(expected).hasSizeGreaterThan(240);
        assertThat(arrived).hasSameSizeAs(expected);
        assertThat(expected)
                .allSatisfy(event -> assertThat(arrived.get(sequence(event))).isEqualTo(event));
        assertThat(expected).anyMatch(event -> "ransomware.detection".equals(event.get("event_name")));
        spansFormATree(collector.spans(), expected);
    }

    private static Object sequence(Map<String, Object> event) {
        return event.getOrDefault(Attribute.SEQUENCE, 0L);
    }

    private static void spansFormATree(List<JsonNode> spans, List<Map<String, Object>> events) {
        Map<String, JsonNode> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.path("spanId").asText(), span));
        assertThat(byId).hasSameSizeAs(spans);
        List<JsonNode> workers = new ArrayList<>();
        for (JsonNode span : spans) {
            String parent = span.path("parentSpanId").asText();
            if (!parent.isEmpty()) {
                JsonNode above = byId.getOrDefault(parent, MissingNode.getInstance());
                assertThat(above.path("traceId").asText())
                        .isEqualTo(span.path("traceId").asText());
            }
            if (isWorker(span)) {
                workers.add(span);
            }
        }
        assertThat(workers).as("spans of the two workers").hasSize(2);
        JsonNode shell = byId.getOrDefault(workers.get(0).path("parentSpanId").asText(), MissingNode.getInstance());
        assertThat(workers).allMatch(span -> span.path("parentSpanId").equals(shell.path("spanId")));
        assertThat(name(shell)).isEqualTo("sh");
        assertThat(workers).anyMatch(span -> span.path("status").path("code").asInt() == 2);
        assertThat(events)
                .filteredOn(event -> event.containsKey("span_id"))
                .allSatisfy(event -> assertThat(byId).containsKey((String) event.get("span_id")));
    }

    /** A Java that made dozens of files below the demo's folder. */
    private static boolean isWorker(JsonNode span) {
        Map<String, Object> attributes = FlatRecords.attributes(span.path("attributes"));
        return String.valueOf(attributes.get(Attribute.PROCESS_COMMAND_LINE)).contains("io.sealwatch.demo.SafeLocker")
                && "java".equals(name(span));
    }

    private static Object name(JsonNode span) {
        return FlatRecords.attributes(span.path("attributes")).getOrDefault(Attribute.PROCESS_NAME, "");
    }
}
