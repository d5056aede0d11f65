// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's recording: agent, OTLP, collector, Elasticsearch. What queries return is what the agent's NDJSON says. */
@ExtendWith(RealElasticsearch.class)
class RecordedAttackReachesElasticsearchTest {

    private static final Path RECORDING =
            Path.of("..", "otel-receiver", "src", "main", "resources", "io", "sealwatch", "app", "demo.swrec.gz");
    /** Of an NDJSON line, what is no attribute of the log record. */
    private static final Set<String> AT_THE_ROOT =
            Set.of("timestamp", "event_name", "severity_text", "severity_number", "trace_id", "span_id");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private static Said said = new Said(List.of());
    private static List<String> complaints = List.of();

    private final Stored events;
    private final Stored episodes;

    RecordedAttackReachesElasticsearchTest(TestCluster cluster) {
        events = new Stored(cluster, "logs-sealwatch.events.otel-recorded");
        episodes = new Stored(cluster, "traces-sealwatch.episodes.otel-recorded");
    }

    @BeforeAll
    static void send(TestCluster cluster, @TempDir Path directory) throws IOException, InterruptedException {
        cluster.clean();
        StackTemplates.on(cluster);
        Installed.on(cluster);
        try (ElasticCollector collector = ElasticCollector.start(directory, cluster.address())) {
            said = Agent.start(directory, collector, "recorded", "replay", RECORDING.toString())
                    .said();
            new Stored(cluster, "logs-sealwatch.events.otel-recorded").awaitCount(said.size());
            complaints = collector.complaints();
        }
        cluster.post("/*-sealwatch.*/_refresh", "").ok();
    }

    @Test
    void asManyDocumentsAreThereAsTheAgentPrintedLinesAndTheCollectorHadNothingToComplain() {
        assertThat(events.count()).isEqualTo(said.size()).isGreaterThan(500);
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "process.pid, process.pid",
        "process.executable, process.executable.path",
        "process.executable.path, process.executable.path",
        "file.path, file.path",
        "ransomware.severity, ransomware.severity",
        "event.action, event.action",
        "event_name, event_name"
    })
    void aNameOfEcsCountsWhatTheNdjsonCounts(String queried, String sent) {
        Map<String, Long> expected = said.counted(sent);

        assertThat(events.byEsql(queried)).isEqualTo(expected).isNotEmpty();
        expected.remove("null");
        expected.forEach((value, count) -> {
            assertThat(events.byKql(queried, value)).as("KQL, %s", value).isEqualTo(count);
            assertThat(events.byTerm(queried, value)).as("term, %s", value).isEqualTo(count);
        });
    }

    @Test
    void theHostIsThatOfTheResource() {
        assertThat(events.byEsql("host.name")).isEqualTo(Map.of("files-01", (long) said.size()));
        assertThat(events.byKql("host.name", "files-01")).isEqualTo(said.size());
        assertThat(events.byTerm("host.name", "files-01")).isEqualTo(said.size());
    }

    @Test
    void everyAttributeOfEveryDocumentIsWhatTheNdjsonLineOfThatSequenceSays() {
        Map<Long, JsonNode> stored = events.bySequence();

        assertThat(stored).hasSize(said.size());
        for (ObjectNode line : said.lines()) {
            JsonNode document =
                    stored.getOrDefault(line.path("ransomware.sequence").asLong(), MissingNode.getInstance());
            ObjectNode attributes = line.deepCopy();
            attributes.remove(AT_THE_ROOT);
            assertThat(normal(document.path("attributes"))).isEqualTo(normal(attributes));
            for (String name : List.of("event_name", "severity_text", "severity_number", "trace_id", "span_id")) {
                assertThat(document.path(name)).as(name).isEqualTo(line.path(name));
            }
        }
    }

    /**
     * Elasticsearch keeps the source of such a stream by its fields: an id that was sent as a number comes back as a text, a
     * time to the millisecond, a risk as the float that ECS makes it.
     */
    private static Map<String, String> normal(JsonNode attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.properties().forEach(each -> {
            JsonNode value = each.getValue();
            String text = value.isValueNode() ? value.asText() : value.toString();
            if (each.getKey().endsWith(".time")) {
                text = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS).toString();
            } else if (each.getKey().equals("event.risk_score")) {
                text = String.valueOf(Float.parseFloat(text));
            } else if (NUMBER.matcher(text).matches()) {
                text = String.valueOf(Double.parseDouble(text));
            }
            texts.put(each.getKey(), text);
        });
        return texts;
    }

    @Test
    void noAttributeIsIgnoredAndNoneIsMappedByGuesswork() {
        assertThat(events.cluster().count(events.stream(), "{\"exists\":{\"field\":\"_ignored\"}}"))
                .isZero();
        assertThat(events.cluster().count(episodes.stream(), "{\"exists\":{\"field\":\"_ignored\"}}"))
                .isZero();
        assertThat(events.byTerm("data_stream.dataset", "sealwatch.events.otel"))
                .isEqualTo(said.size());
    }

    @Test
    void everyAttributeThatIsStoredIsOneThatTheCatalogueHasOnItsSignal() {
        for (Map.Entry<Signal, Stored> each :
                Map.of(Signal.LOGS, events, Signal.TRACES, episodes).entrySet()) {
            Set<String> known = FieldCatalogue.bundled().fields().stream()
                    .filter(field -> field.isOn(each.getKey()))
                    .map(Field::name)
                    .collect(toSet());
            assertThat(each.getValue().sources())
                    .isNotEmpty()
                    .allSatisfy(
                            document -> assertThat(document.path("attributes").fieldNames())
                                    .toIterable()
                                    .isSubsetOf(known));
        }
    }

    @Test
    void theEventsSpansAreTheEpisodesOfTheTraces() {
        Set<String> spans = said.lines().stream()
                .filter(line -> line.has("span_id"))
                .map(line -> line.path("span_id").asText())
                .collect(toSet());
        Set<String> stored = episodes.sources().stream()
                .map(each -> each.path("span_id").asText())
                .collect(toSet());

        assertThat(spans).isNotEmpty();
        assertThat(stored).containsAll(spans);
    }

    @Test
    void theDetectionLeadsByItsTraceToTheFilesThatWereLost() {
        ObjectNode detection = said.lines().stream()
                .filter(line -> line.path("event_name").asText().equals("ransomware.detection"))
                .reduce((first, second) -> second)
                .orElseThrow();
        String trace = detection.path("trace_id").asText();
        long ofTheTrace = said.lines().stream()
                .filter(line -> line.path("trace_id").asText().equals(trace))
                .count();

        assertThat(trace).hasSize(32);
        assertThat(events.byKql("trace.id", trace)).isEqualTo(ofTheTrace).isGreaterThan(10);
        assertThat(episodes.byTerm("trace_id", trace)).isPositive();
    }
}
