// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.AssetKind;
import io.sealwatch.elastic.asset.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Elasticsearch 9.5.3 on a second JDK, for what can be had of it: the templates are accepted, simulated and used, and the event's
 * process wins. ES|QL, ingest processors, lifecycle and {@code GET /} are not published for it, so {@code plan} and {@code apply}
 * cannot run against it here. Opt in with {@code -Delasticsearch.nine=true}: it costs another server of half a gigabyte.
 */
class ElasticsearchNineTest {

    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final String STREAM = "logs-sealwatch.events.otel-nine";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Types and settings of modules that are not published, and what stands for them. */
    private static final List<List<String>> STAND_INS = List.of(
            List.of("\"type\":\"constant_keyword\"", "\"type\":\"keyword\""),
            List.of("\"type\":\"match_only_text\"", "\"type\":\"text\""),
            List.of("\"type\":\"wildcard\"", "\"type\":\"keyword\""));

    private static Optional<ServerProcess> server = Optional.empty();
    private static TestCluster cluster = new TestCluster(URI.create("http://127.0.0.1:0"));

    @BeforeAll
    static void start() throws InterruptedException {
        assumeTrue(
                Boolean.getBoolean("elasticsearch.nine"),
                "NOT RUN against Elasticsearch 9: opt in with -Delasticsearch.nine=true");
        try {
            ServerProcess nine =
                    ServerProcess.start(ServerRelease.v9(jdk25()), Path.of("target", "elasticsearch-nine"));
            server = Optional.of(nine);
            cluster = new TestCluster(URI.create("http://127.0.0.1:" + nine.port()));
        } catch (IOException e) {
            abort("NOT RUN against Elasticsearch 9: " + e.getMessage());
        }
        for (Asset asset : Installed.assets().assets()) {
            if (asset.kind() == AssetKind.COMPONENT_TEMPLATE || asset.kind() == AssetKind.INDEX_TEMPLATE) {
                cluster.put(asset.path(), adapted(asset.body())).ok();
            }
        }
    }

    private static Path jdk25() throws IOException {
        try (Stream<Path> homes = Files.exists(JVMS) ? Files.list(JVMS) : Stream.empty()) {
            return homes.filter(home -> home.getFileName().toString().contains("25"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no JDK 25 in " + JVMS));
        }
    }

    private static String adapted(JsonNode body) {
        ObjectNode copy = body.deepCopy();
        if (copy.at("/template/settings") instanceof ObjectNode settings) {
            settings.remove(List.of("index.lifecycle.name", "index.final_pipeline", "lifecycle"));
            if (settings.get("index") instanceof ObjectNode index) {
                index.remove(List.of("lifecycle", "final_pipeline"));
            }
        }
        String text = copy.toString();
        for (List<String> each : STAND_INS) {
            text = text.replace(each.get(0), each.get(1));
        }
        try {
            return withoutConstants(JSON.readTree(text)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A keyword has no constant {@code value}. */
    private static JsonNode withoutConstants(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").asText().equals("keyword")) {
            object.remove("value");
        }
        node.forEach(ElasticsearchNineTest::withoutConstants);
        return node;
    }

    @AfterAll
    static void stop() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Test
    void theTemplateThatWinsIsOursAndTheAttributesPassThrough() {
        JsonNode simulated =
                cluster.post("/_index_template/_simulate_index/" + STREAM, "").ok();
        JsonNode attributes = simulated.at("/template/mappings/properties/attributes");

        assertThat(attributes.path("type").asText()).isEqualTo("passthrough");
        assertThat(attributes.path("priority").asInt()).isEqualTo(50);
        assertThat(attributes.at("/properties/process.pid/type").asText()).isEqualTo("long");
        assertThat(simulated
                                .at("/template/mappings/properties/process.executable/path")
                                .asText()
                        + simulated
                                .at("/template/mappings/properties/process/properties/executable/path")
                                .asText())
                .isEqualTo("attributes.process.executable.path");
    }

    @Test
    void theEventsProcessWinsEvenWhenTheResourceNamesAnother() {
        cluster.post("/" + STREAM + "/_doc?refresh=true&op_type=create", """
                        {"@timestamp":"2026-11-23T20:00:00Z","event_name":"file.rename",
                         "attributes":{"process.pid":100,"process.executable.path":"/bin/evil","ransomware.severity":"MAJ"},
                         "resource":{"attributes":{"host.name":"files-01","process.pid":7,"process.executable.path":"/opt/agent"}}}""").ok();

        for (String query : List.of(
                "process.pid : 100",
                "process.executable : \"/bin/evil\"",
                "process.executable.path : \"/bin/evil\"",
                "ransomware.severity : MAJ",
                "host.name : files-01")) {
            assertThat(cluster.kql(STREAM, query)).as(query).isEqualTo(1);
        }
        assertThat(cluster.kql(STREAM, "process.pid : 7")).isZero();
    }
}
