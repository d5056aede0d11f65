// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recorded attack, over and over, through the templates. {@code -Dsample.events=100000} makes it longer. */
@ExtendWith(RealElasticsearch.class)
class SampleOnRealServerTest {

    private static final int EVENTS = Integer.getInteger("sample.events", 10_000);
    private static final Instant START = Instant.parse("2026-11-23T20:00:00Z");
    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();
    private static final String STREAM = DataStreams.base(Signal.LOGS) + "-default";

    private final TestCluster server;
    private final Cluster cluster;

    SampleOnRealServerTest(TestCluster server) {
        this.server = server;
        this.cluster = Cluster.connect(
                new ConnectionSettings(server.address(), new Credentials.Anonymous(), Optional.empty()));
    }

    @BeforeEach
    void install() {
        server.clean();
        Installed.on(server);
    }

    @AfterEach
    void clean() throws IOException {
        server.delete("/plain");
        server.clean();
        cluster.close();
    }

    @Test
    void everyEventIsIndexedNoneIsRejectedAndNoAttributeIsUnmapped() {
        List<ObjectNode> events = RecordedAttack.bundled().events(START, "files-01", EVENTS);
        new SampleLoader(cluster, CATALOGUE).load(Signal.LOGS, events);

        assertThat(server.count(STREAM, "{\"match_all\":{}}")).isEqualTo(EVENTS);
        assertThat(server.count(STREAM, "{\"exists\":{\"field\":\"_ignored\"}}"))
                .isZero();
        assertThat(attributes(server))
                .isSubsetOf(
                        CATALOGUE.fields().stream().map(field -> field.name()).toList());
    }

    /** Names of all attributes that the index knows: one that is not of the catalogue was mapped by guesswork. */
    private static Set<String> attributes(TestCluster server) {
        Set<String> names = new TreeSet<>();
        JsonNode properties =
                server.get("/" + STREAM + "/_mapping").ok().elements().next().at("/mappings/properties");
        properties.at("/attributes/properties").fieldNames().forEachRemaining(names::add);
        properties.at("/resource/properties/attributes/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void countsByNameAreWhatTheEventsSay() {
        List<ObjectNode> events = new SampleAttack(START, "files-01").events(2_000);
        new SampleLoader(cluster, CATALOGUE).load(Signal.LOGS, events);
        long renames = events.stream()
                .filter(event -> event.path("event_name").asText().equals("file.rename"))
                .count();
        long major = events.stream()
                .filter(event -> event.path("ransomware.severity").asText().equals("MAJ"))
                .count();

        assertThat(server.kql(STREAM, "event_name : file.rename and process.pid : 4711"))
                .isEqualTo(renames)
                .isPositive();
        assertThat(server.kql(STREAM, "ransomware.severity : MAJ and host.name : files-01"))
                .isEqualTo(major);
        assertThat(server.esql("FROM " + STREAM
                                + " | WHERE process.executable == \"/tmp/.x/locker\" AND event.action == \"rename\""
                                + " | STATS n = COUNT(*), files = COUNT_DISTINCT(file.path) BY host.name")
                        .at("/0/0")
                        .asLong())
                .isEqualTo(renames);
        assertThat(server.kql(STREAM, "event.kind : alert and ransomware.reasons : *"))
                .isEqualTo(1);
    }

    @Test
    void aRecordedAttackCountsInElasticsearchAsItCountsInTheSensorsNdjson() {
        RecordedAttack attack = RecordedAttack.bundled();
        List<ObjectNode> events = attack.events(START, "files-01", attack.size());
        new SampleLoader(cluster, CATALOGUE).load(Signal.LOGS, events);
        Map<String, Long> said = new TreeMap<>();
        events.forEach(event -> said.merge(
                event.path("event_name").asText() + " "
                        + event.path("ransomware.severity").asText(),
                1L,
                Long::sum));

        Map<String, Long> stored = new TreeMap<>();
        server.esql("FROM " + STREAM + " | STATS n = COUNT(*) BY event_name, ransomware.severity")
                .forEach(row -> stored.put(
                        row.path(1).asText() + " " + row.path(2).asText(),
                        row.path(0).asLong()));

        assertThat(stored).isEqualTo(said).hasSizeGreaterThan(5);
        said.forEach((group, count) -> {
            String[] names = group.split(" ");
            assertThat(server.kql(STREAM, "event_name : " + names[0] + " and ransomware.severity : " + names[1]))
                    .as(group)
                    .isEqualTo(count);
        });
    }

    @Test
    void theEpisodesAreIndexedAndJoinByEntityAndSpan() {
        SampleAttack attack = new SampleAttack(START, "files-01");
        SampleLoader loader = new SampleLoader(cluster, CATALOGUE);
        loader.load(Signal.LOGS, attack.events(2_000));

        int episodes = loader.load(Signal.TRACES, attack.episodes(2_000));

        String traces = DataStreams.base(Signal.TRACES) + "-default";
        assertThat(server.count(traces, "{\"match_all\":{}}")).isEqualTo(episodes);
        assertThat(server.esql("FROM " + traces + "," + STREAM
                                + " | WHERE process.entity_id == \"entity-of-4711-on-files-01\" AND span.id == \"0000000000000001\""
                                + " | STATS streams = COUNT_DISTINCT(data_stream.type)")
                        .at("/0/0")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void theRecordedEpisodesAreThoseOfTheRecordedEvents() {
        RecordedAttack attack = RecordedAttack.bundled();
        SampleLoader loader = new SampleLoader(cluster, CATALOGUE);
        loader.load(Signal.LOGS, attack.events(START, "files-01", attack.size()));

        assertThat(loader.load(Signal.TRACES, attack.episodes(START, "files-01")))
                .isPositive();

        // The trace of the detection: where the dashboards lead from it.
        String trace = server.esql("FROM " + STREAM
                        + " | WHERE event_name == \"ransomware.detection\" | STATS t = VALUES(trace_id)")
                .at("/0/0")
                .asText();
        assertThat(server.esql("FROM " + DataStreams.base(Signal.TRACES) + "-default | WHERE trace_id == \"" + trace
                                + "\" AND status.code == \"Error\" | STATS files = SUM(ransomware.episode.files)")
                        .at("/0/0")
                        .asLong())
                .isGreaterThan(100);
    }

    @Test
    void anEventTakesAtMostSixTenthsOfWhatItTakesWithoutTheTemplates() throws IOException {
        List<ObjectNode> events = new ArrayList<>();
        for (int host = 1; host <= 4; host++) {
            events.addAll(RecordedAttack.bundled().events(START, "files-0" + host, EVENTS / 4));
        }
        new SampleLoader(cluster, CATALOGUE).load(Signal.LOGS, events);
        OtelDocument shape = new OtelDocument(CATALOGUE, Signal.LOGS);
        for (int from = 0; from < events.size(); from += 2_000) {
            StringBuilder bulk = new StringBuilder();
            events.subList(from, Math.min(from + 2_000, events.size()))
                    .forEach(event -> bulk.append("{\"create\":{\"_index\":\"plain\"}}\n")
                            .append(shape.of(event))
                            .append('\n'));
            assertThat(server.post("/_bulk", bulk.toString())
                            .ok()
                            .path("errors")
                            .asBoolean(true))
                    .isFalse();
        }

        double ours = bytesPerDocument(STREAM);
        double plain = bytesPerDocument("plain");

        // read by bench/report.py
        Files.writeString(
                Path.of("target", "index.json"),
                "{\"events\":%d,\"bytes_with_templates\":%.1f,\"bytes_without\":%.1f,\"ratio\":%.3f}"
                        .formatted(events.size(), ours, plain, ours / plain));
        assertThat(ours / plain).isLessThanOrEqualTo(0.6);
    }

    private double bytesPerDocument(String index) {
        server.post("/" + index + "/_forcemerge?max_num_segments=1", "").ok();
        server.post("/" + index + "/_refresh", "").ok();
        JsonNode primaries = server.get("/" + index + "/_stats/store,docs").ok().at("/_all/primaries");
        return primaries.at("/store/size_in_bytes").asDouble()
                / primaries.at("/docs/count").asDouble(1);
    }
}
