// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealwatch.contract.Attribute;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.event.Detection;
import io.sealwatch.event.FilePath;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.SinkClosedException;
import io.sealwatch.score.Flags;
import io.sealwatch.score.Severity;
import io.sealwatch.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NdjsonSinkTest {
    private static final HostIdentity HOST = new HostIdentity("host-id", "host", "boot", 1_795_465_722_000_000_005L);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OWN_KEYS =
            Set.of("timestamp", "event_name", "severity_number", "severity_text", "trace_id", "span_id");

    @Test
    void lineIsAFlatObjectOfTheDataContract() throws IOException {
        JsonNode line = line(Observations.deleted(FilePath.of("/tmp/Asia/Macao.tab"), Flags.of(Severity.MAJ, 1, 7)));
        assertThat(line.get("timestamp").textValue()).isEqualTo("2026-11-23T20:28:47.000000005Z");
        assertThat(line.get("event_name").textValue()).isEqualTo("file.delete");
        assertThat(line.get("severity_text").textValue()).isEqualTo("MAJ");
        assertThat(line.get("severity_number").intValue()).isEqualTo(14);
        assertThat(line.get("process.pid").intValue()).isEqualTo(28178);
        assertThat(line.get("thread.id").intValue()).isEqualTo(28179);
        assertThat(line.get("file.path").textValue()).isEqualTo("/tmp/Asia/Macao.tab");
        assertThat(line.get("file.extension").textValue()).isEqualTo("tab");
        assertThat(line.get("ransomware.severity").textValue()).isEqualTo("MAJ");
        assertThat(line.get("ransomware.pattern").textValue()).isEqualTo("P1");
        assertThat(line.get("ransomware.threshold").textValue()).isEqualTo("OCD-");
        assertThat(line.get("ransomware.sequence").longValue()).isEqualTo(7);
        assertThat(line.get("event.type").isArray()).isTrue();
        assertThat(line.has("trace_id")).isFalse();
        assertThat(line.has("span_id")).isFalse();
    }

    @Test
    void everyKeyIsNamedByTheContract() throws Exception {
        Set<String> contract = new TreeSet<>(OWN_KEYS);
        for (Field field : Attribute.class.getDeclaredFields()) {
            contract.add((String) field.get(null));
        }
        List<Observation> all = new ArrayList<>();
        SampleEvents.all().forEach(event -> all.add(Observations.of(event, Flags.of(Severity.MIN, 0, 1))));
        all.add(Observations.of(
                new Detection(
                        Observations.header("x"), "a", "r", "u", 90, List.of("why"), List.of("T1486"), 3, 1, 0, 0, ""),
                Flags.NONE));
        for (Observation observation : all) {
            List<String> keys = new ArrayList<>();
            line(observation).fieldNames().forEachRemaining(keys::add);
            assertThat(keys).doesNotHaveDuplicates().isSubsetOf(contract);
        }
    }

    @Test
    void episodeIsNamedWhenItIsKnown() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NdjsonSink sink =
                new NdjsonSink(bytes, HOST, true, observation -> new SpanIds("ab".repeat(16), "cd".repeat(8)))) {
            sink.accept(Observations.deleted("/x"));
        }
        JsonNode line = JSON.readTree(bytes.toByteArray());
        assertThat(line.get("trace_id").textValue()).isEqualTo("ab".repeat(16));
        assertThat(line.get("span_id").textValue()).isEqualTo("cd".repeat(8));
    }

    @Test
    void anyNameStaysOneLine() throws IOException {
        String text = lines(Observations.deleted("/a\nb\u001b\u202e\"\\\u2028"), Observations.deleted("/c"));
        assertThat(text.split("\n")).hasSize(2);
        assertThat(JSON.readTree(text.split("\n")[0]).get("file.path").textValue())
                .isEqualTo("/a\nb\u001b\u202e\"\\\u2028");
    }

    @Test
    void nameThatIsNotUtf8KeepsItsBytes() throws IOException {
        JsonNode line = line(Observations.deleted(FilePath.of(new byte[] {'/', (byte) 0xFF}), Flags.NONE));
        assertThat(line.get("file.path").textValue()).isEqualTo("/\\xff");
        assertThat(line.get("ransomware.file.path_raw").textValue()).isEqualTo("2fff");
    }

    @Test
    void linesLeaveWithTheFlush() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NdjsonSink sink = new NdjsonSink(bytes, HOST)) {
            sink.accept(Observations.deleted("/x"));
            sink.flush();
            assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("}\n");
            assertThat(sink.shown()).isEqualTo(1);
        }
    }

    @Test
    void readerThatHasGoneEndsTheProgramQuietly() {
        NdjsonSink sink = new NdjsonSink(new BrokenPipe("Broken pipe"), HOST);
        sink.accept(Observations.deleted("/x"));
        assertThatExceptionOfType(SinkClosedException.class).isThrownBy(sink::flush);
        assertThatExceptionOfType(SinkClosedException.class).isThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
                sink.accept(Observations.deleted("/x"));
            }
        });
        assertThatCode(sink::close).doesNotThrowAnyException();
    }

    private static JsonNode line(Observation observation) throws IOException {
        return JSON.readTree(lines(observation));
    }

    private static String lines(Observation... observations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NdjsonSink sink = new NdjsonSink(bytes, HOST)) {
            for (Observation observation : observations) {
                sink.accept(observation);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
