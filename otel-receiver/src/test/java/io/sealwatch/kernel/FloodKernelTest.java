// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is counted, to the event. */
@KernelTest
final class FloodKernelTest {
    private static final int SMALL_RING = 64 << 10;
    private static final int CALLS = 20_011;

    @TempDir
    private Path place;

    @Test
    void aFloodThatOverflowsTheRingIsShownOrCountedAsLostExactly() {
        Workload workload = Workload.compile("flood", place);

        LiveRun run = LiveRun.withAReaderThatSleeps(
                new ProbeSettings(SMALL_RING, Strategy.TRACEPOINT, false, false, List.of()),
                () -> workload.start(place, "enoent", CALLS));

        assertThat(run.source().totalLost()).isPositive();
        assertThat(run.source().totalProduced())
                .isEqualTo(run.accounts().observed()
                        + run.accounts().judged()
                        + run.source().totalLost());
        assertThat(run.source().produced().get(EventKind.FILE_OPEN)).isGreaterThanOrEqualTo(CALLS);
        assertThat(reportedAsLost(run)).isEqualTo(run.source().totalLost());
    }

    @Test
    void readOnlyOpensThatAreCountedAddUpToTheCallsThatWereMade() {
        Workload workload = Workload.compile("flood", place);

        LiveRun run = LiveRun.of(
                new ProbeSettings(ProbeSettings.DEFAULT_RING_BYTES, Strategy.TRACEPOINT, true, false, List.of()),
                () -> workload.start(place, "enoent", CALLS));

        List<OpensCounted> counted = run.eventsOf(Set.of(run.pid())).stream()
                .filter(OpensCounted.class::isInstance)
                .map(OpensCounted.class::cast)
                .toList();
        long failed = counted.stream().mapToLong(OpensCounted::failed).sum();
        // the loader looks for its cache and libraries too, and may not find some of them
        assertThat(failed).isBetween((long) CALLS, CALLS + 20L);
        assertThat(run.eventsOf(Set.of(run.pid()))).noneMatch(event -> event.kind() == EventKind.FILE_OPEN);
    }

    private static long reportedAsLost(LiveRun run) {
        return run.seen().stream()
                .map(Observation::event)
                .filter(EventsLost.class::isInstance)
                .mapToLong(event -> ((EventsLost) event).count())
                .sum();
    }
}
