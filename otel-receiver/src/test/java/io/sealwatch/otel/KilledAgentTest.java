// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.contract.Attribute;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 under load: what the collector's file has and what is said to be lost add up to what was produced, exactly. */
class KilledAgentTest {
    private static final int PER_SECOND = 5_000;

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();

    /**
     * What a killed run lost, as the collector's file says it.
     *
     * @param inFlight of it the part that was on its way
     */
    private record Loss(long first, long last, long count, long inFlight) {}

    @Test
    void producedIsDeliveredPlusCountedWhenTheCollectorWasDown() throws Exception {
        int http = Collector.freePort();
        int grpc = Collector.freePort();
        String url = "http://127.0.0.1:" + http;
        ChildAgent first = ChildAgent.start(spool(), url, PER_SECOND);
        first.awaitProduced(6_000);
        long saidByFirst = first.kill();
        // Killed while what the first one lost is perhaps not even on disk.
        ChildAgent second = ChildAgent.start(spool(), url, PER_SECOND);
        second.awaitProduced(20);
        second.kill();
        ChildAgent third = ChildAgent.start(spool(), url, PER_SECOND);
        third.awaitProduced(3_000);
        third.kill();

        Collector collector = Collector.start(directory, http, grpc);
        try (collector) {
            successor(url);
        }

        Map<String, List<JsonNode>> runs = collector.logsByInstance();
        Map<String, Loss> losses = losses(runs);
        assertThat(losses).hasSize(3);
        losses.forEach((instance, loss) -> {
            Set<Long> arrived = sequences(runs.getOrDefault(instance, List.of()));
            assertThat(arrived.size() + loss.count()).as("of run " + instance).isEqualTo(loss.last());
            long below =
                    arrived.stream().filter(number -> number < loss.first()).count();
            assertThat(below).as("below the gap").isEqualTo(loss.first() - 1);
        });
        assertThat(losses.values())
                .anySatisfy(loss -> assertThat(loss.last()).isBetween(saidByFirst, saidByFirst + 10));
        assertThat(losses.values()).anySatisfy(loss -> assertThat(loss.count()).isPositive());
        assertThat(filesOf("run")).isEmpty();
    }

    @Test
    void whatWasInFlightIsSaidApart() throws Exception {
        Collector collector = Collector.start(directory);
        try (collector) {
            ChildAgent killed = ChildAgent.start(spool(), collector.httpUrl(), PER_SECOND);
            killed.awaitProduced(12_000);
            killed.kill();
            successor(collector.httpUrl());
        }
        Map<String, List<JsonNode>> runs = collector.logsByInstance();
        Map<String, Loss> losses = losses(runs);
        assertThat(losses).hasSize(1);
        losses.forEach((instance, loss) -> {
            Set<Long> arrived = sequences(runs.getOrDefault(instance, List.of()));
            assertThat(arrived.size()).isGreaterThan(8_000);
            long missing = loss.last() - arrived.size();
            assertThat(missing).isBetween(loss.count() - loss.inFlight(), loss.count());
        });
    }

    private Path spool() {
        return directory.resolve("spool");
    }

    /** The next run: it tells what was lost, delivers what waits and ends well. */
    private void successor(String url) {
        EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(6));
        try (OtelSink sink =
                OtelSink.create(ChildAgent.settings(spool(), url), Synthetic.HOST, true, "1", episodes, said::add)) {
            ChildAgent.tellEarlierLosses(sink, new Synthetic());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sink.logAccounts().spooled() == 0
                            && sink.logAccounts().queued() == 0);
            assertThat(sink.logAccounts().isBalanced()).isTrue();
            assertThat(sink.logAccounts().totalDropped()).isZero();
        }
    }

    private List<Path> filesOf(String suffix) throws IOException {
        try (var files = Files.walk(spool())) {
            return files.filter(file -> file.toString().endsWith("." + suffix)).toList();
        }
    }

    private static Set<Long> sequences(List<JsonNode> records) {
        Set<Long> numbers = new TreeSet<>();
        records.forEach(record -> numbers.add(number(record, Attribute.SEQUENCE)));
        return numbers;
    }

    /** By the run that lost them. A loss that was told twice says the same twice. */
    private static Map<String, Loss> losses(Map<String, List<JsonNode>> runs) {
        Map<String, Loss> losses = new TreeMap<>();
        Set<String> told = new TreeSet<>();
        runs.values().stream().flatMap(List::stream).forEach(record -> {
            String instance = text(record, Attribute.LOSS_INSTANCE_ID);
            String reason = text(record, Attribute.LOSS_REASON);
            boolean logs = text(record, Attribute.LOSS_KIND).equals("logs");
            if (logs && told.add(instance + reason)) {
                long count = number(record, Attribute.LOSS_COUNT);
                Loss more = new Loss(
                        number(record, Attribute.LOSS_FIRST_SEQUENCE),
                        number(record, Attribute.LOSS_LAST_SEQUENCE),
                        count,
                        reason.equals("killed_in_flight") ? count : 0);
                losses.merge(
                        instance,
                        more,
                        (one, other) -> new Loss(
                                one.first(),
                                one.last(),
                                one.count() + other.count(),
                                one.inFlight() + other.inFlight()));
            }
        });
        return losses;
    }

    private static long number(JsonNode record, String name) {
        return Collector.attribute(record, name).path("intValue").asLong();
    }

    private static String text(JsonNode record, String name) {
        return Collector.attribute(record, name).path("stringValue").asText();
    }
}
