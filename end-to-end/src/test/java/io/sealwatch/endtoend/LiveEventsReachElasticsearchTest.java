// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sensor on this very kernel: what it prints and what Elasticsearch holds are the same events. */
@ExtendWith(RealElasticsearch.class)
class LiveEventsReachElasticsearchTest {

    private static final String STREAM = "logs-sealwatch.events.otel-live";

    @Test
    void everyEventOfALiveRunIsInElasticsearchOnceAndTheFilesAreFoundByName(
            TestCluster cluster, @TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(isRoot(), "NOT RUN: the probes need root");
        cluster.clean();
        StackTemplates.on(cluster);
        Installed.on(cluster);
        Said said;
        try (ElasticCollector collector = ElasticCollector.start(directory, cluster.address())) {
            Agent agent = Agent.start(directory, collector, "live", "run");
            await().atMost(Duration.ofSeconds(30)).until(() -> agent.hasPrinted("\"sensor.status\""));
            for (int i = 0; i < 20; i++) {
                Path old = Files.writeString(directory.resolve("report-" + i + ".txt"), "a text of no importance");
                Files.move(old, directory.resolve("report-" + i + ".txt.kept"));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> agent.hasPrinted("report-19.txt.kept"));
            said = agent.stop().said();
            new Stored(cluster, STREAM).awaitCount(said.size());
            assertThat(collector.complaints()).isEmpty();
        }

        Stored stored = new Stored(cluster, STREAM);
        Set<Long> sequences = new TreeSet<>();
        said.lines()
                .forEach(line -> sequences.add(line.path("ransomware.sequence").asLong()));
        assertThat(stored.count()).isEqualTo(said.size());
        assertThat(stored.bySequence()).containsOnlyKeys(sequences);
        assertThat(stored.byEsql("process.pid")).isEqualTo(said.counted("process.pid"));
        assertThat(stored.byEsql("process.executable")).isEqualTo(said.counted("process.executable.path"));
        assertThat(stored.byEsql("ransomware.severity")).isEqualTo(said.counted("ransomware.severity"));
        for (int i = 0; i < 20; i++) {
            String path = directory.resolve("report-" + i + ".txt.kept").toString();
            assertThat(cluster.kql(
                            STREAM,
                            "event.action : rename and file.path : \"" + path + "\" and process.pid : "
                                    + ProcessHandle.current().pid()))
                    .as(path)
                    .isEqualTo(1);
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    }
}
