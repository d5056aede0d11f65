// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prime number of creates, renames and deletes: exactly that many events of each, whoever did them. */
@KernelTest
final class ChurnKernelTest {
    private static final int PRIME = 10_007;

    @TempDir
    private Path place;

    @ParameterizedTest
    @CsvSource({"process, 1", "threads, 8", "children, 50"})
    void noneIsLostNoneIsInventedAndTheNumbersHaveNoGap(String how, int workers) throws IOException {
        Path directory = Files.createDirectory(place.toRealPath().resolve("work"));
        Workload workload = Workload.compile("churn", place);

        LiveRun run = LiveRun.of(
                ProbeSettings.defaults().with(Strategy.TRACEPOINT),
                () -> workload.start(directory, PRIME, how, workers));

        List<Event> events = run.eventsOf(pids(run)).stream()
                .filter(event -> event instanceof FileEvent file
                        && file.path().toString().startsWith(directory.toString()))
                .toList();
        assertThat(count(events, EventKind.FILE_CREATE)).isEqualTo(PRIME);
        assertThat(count(events, EventKind.FILE_RENAME)).isEqualTo(PRIME);
        assertThat(count(events, EventKind.FILE_DELETE)).isEqualTo(PRIME);
        assertThat(events).hasSize(3 * PRIME).allMatch(Event::succeeded);
        assertThat(run.source().totalLost()).isZero();
        assertThat(run.seen().stream()
                        .sorted(Comparator.comparingLong(Observation::sequence))
                        .map(Observation::sequence)
                        .toList())
                .isEqualTo(IntStream.rangeClosed(1, run.seen().size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(run.source().totalProduced())
                .isEqualTo(run.accounts().observed() + run.accounts().judged());
    }

    private static Set<Integer> pids(LiveRun run) {
        Set<Integer> pids = new HashSet<>(Set.of(run.pid()));
        for (JsonNode child : run.said().get(0).get("children")) {
            pids.add(child.asInt());
        }
        return pids;
    }

    private static long count(List<Event> events, EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
