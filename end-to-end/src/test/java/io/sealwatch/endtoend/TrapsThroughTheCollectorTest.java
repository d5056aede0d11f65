// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with OpenTelemetry data in Elasticsearch, with documents as the real exporter writes them: first that it does
 * go wrong in a stream that only the stack's templates describe, then that it does not in ours.
 */
@ExtendWith(RealElasticsearch.class)
class TrapsThroughTheCollectorTest {

    private static final String OURS = "sealwatch.events";
    private static final String THEIRS = "other";

    private final TestCluster cluster;
    private final ElasticCollector collector;

    TrapsThroughTheCollectorTest(TestCluster cluster, @TempDir Path directory)
            throws IOException, InterruptedException {
        this.cluster = cluster;
        this.collector = ElasticCollector.start(directory, cluster.address());
    }

    @BeforeEach
    void install() {
        cluster.clean();
        StackTemplates.on(cluster);
        cluster.put("/_index_template/logs-otel@template", """
                        {"index_patterns":["logs-*.otel-*"],"priority":120,"data_stream":{},
                         "composed_of":["logs@mappings","logs@settings","otel@mappings","logs-otel@mappings",
                                        "semconv-resource-to-ecs@mappings","ecs@mappings"]}""").ok();
        Installed.on(cluster);
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static String number(String key, long value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"intValue\":\"" + value + "\"}}";
    }

    private static final String LOCKER = number("process.pid", 100) + "," + text("process.name", "locker") + ","
            + text("process.executable.path", "/bin/evil") + "," + text("event.kind", "event");

    /** One record, and the stream with it in. */
    private Stored sent(String dataset, String resource, String attributes) throws IOException, InterruptedException {
        Stored stream = new Stored(cluster, "logs-" + dataset + ".otel-default");
        long before = stream.count();
        collector.send("""
                {"resource":{"attributes":[%s]},"scopeLogs":[{"scope":{"name":"test"},"logRecords":[
                  {"timeUnixNano":"%d","eventName":"file.rename","severityText":"MAJ","severityNumber":14,
                   "attributes":[%s]}]}]}""".formatted(
                        text("data_stream.dataset", dataset) + "," + text("host.name", "files-01") + resource,
                        Instant.parse("2026-11-23T20:00:00Z").toEpochMilli() * 1_000_000,
                        attributes));
        stream.awaitCount(before + 1);
        return stream;
    }

    @Test
    void anAttributeIsFoundUnderItsEcsName() throws IOException, InterruptedException {
        for (String dataset : new String[] {THEIRS, OURS}) {
            Stored stream = sent(dataset, "", LOCKER);

            assertThat(stream.byKql("process.pid", "100")).as(dataset).isEqualTo(1);
            assertThat(stream.byKql("process.name", "locker")).as(dataset).isEqualTo(1);
            assertThat(stream.byKql("event.kind", "event")).as(dataset).isEqualTo(1);
        }
    }

    @Test
    void theEventsExecutableIsLostThereAndFoundHere() throws IOException, InterruptedException {
        Stored theirs = sent(THEIRS, "", LOCKER);
        Stored ours = sent(OURS, "", LOCKER);

        assertThat(theirs.byKql("process.executable", "/bin/evil")).isZero();
        assertThat(theirs.byKql("process.executable.path", "/bin/evil")).isZero();
        assertThat(ours.byKql("process.executable", "/bin/evil")).isEqualTo(1);
        assertThat(ours.byKql("process.executable.path", "/bin/evil")).isEqualTo(1);
    }

    @Test
    void anAgentThatNamesItsOwnProcessHidesAllOthersThereAndNoneHere() throws IOException, InterruptedException {
        String itself = "," + number("process.pid", 7) + "," + text("process.executable.path", "/opt/agent");
        sent(THEIRS, "", LOCKER);
        Stored theirs = sent(THEIRS, itself, LOCKER);
        sent(OURS, "", LOCKER);
        Stored ours = sent(OURS, itself, LOCKER);

        assertThat(theirs.byKql("process.pid", "100")).isZero();
        assertThat(ours.byKql("process.pid", "100")).isEqualTo(2);
        assertThat(ours.byKql("process.pid", "7")).isZero();
    }

    @Test
    void whatTheExporterWritesAtTheRootIsSearchable() throws IOException, InterruptedException {
        Stored ours = sent(OURS, "", LOCKER);

        assertThat(ours.byKql("event_name", "file.rename")).isEqualTo(1);
        assertThat(ours.byKql("severity_text", "MAJ")).isEqualTo(1);
        assertThat(ours.byKql("log.level", "MAJ")).isEqualTo(1);
        assertThat(cluster.kql(ours.stream(), "severity_number >= 14")).isEqualTo(1);
        assertThat(cluster.kql(ours.stream(), "event.ingested : *")).isEqualTo(1);
    }

    @Test
    void anAttributeThatBearsTheNameOfAnAliasDoesNotLoseTheEvent() throws IOException, InterruptedException {
        Stored ours = sent(
                OURS,
                "",
                LOCKER + "," + text("message", "x") + "," + text("trace.id", "y") + "," + text("log.level", "z"));

        assertThat(ours.byKql("process.pid", "100")).isEqualTo(1);
        assertThat(ours.byKql("log.level", "MAJ")).isEqualTo(1);
        assertThat(collector.complaints()).isEmpty();
    }

    @Test
    void aNumberSentAsTextAndATextSentAsNumberDoNotLoseTheEvent() throws IOException, InterruptedException {
        Stored ours = sent(OURS, "", text("process.pid", "many") + "," + number("process.user.id", 1000));

        assertThat(ours.byKql("user.id", "1000")).isEqualTo(1);
        assertThat(collector.complaints()).isEmpty();
    }

    @Test
    void theDatasetNamesTheStreamAndIsNoAttributeAnyMore() throws IOException, InterruptedException {
        Stored ours = sent(OURS, "," + text("data_stream.namespace", "default"), LOCKER);

        assertThat(ours.byTerm("data_stream.dataset", "sealwatch.events.otel")).isEqualTo(1);
        assertThat(ours.sources().get(0).at("/resource/attributes").has("data_stream.dataset"))
                .isFalse();
    }
}
