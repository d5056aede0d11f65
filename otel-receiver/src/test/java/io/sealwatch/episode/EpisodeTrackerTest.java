// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import static io.sealwatch.otel.Synthetic.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.contract.SpanIds;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.pipeline.Observation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTrackerTest {
    private static final long START = 100 * SECOND;

    private final Synthetic events = new Synthetic();
    private final List<Episode> ended = new ArrayList<>();
    private final EpisodeTracker tracker = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(1));

    EpisodeTrackerTest() {
        tracker.onEnd(ended::add);
    }

    private SpanIds accept(Observation observation) {
        tracker.accept(observation);
        return tracker.of(observation);
    }

    private Episode only() {
        assertThat(ended).hasSize(1);
        return ended.get(0);
    }

    @Test
    void aReadOpensNoEpisode() {
        assertThat(accept(events.read(10, 1, START, "/etc/hosts"))).isEqualTo(SpanIds.NONE);
    }

    @Test
    void theFirstChangeOpensAnEpisodeThatLaterEventsOfTheProcessBelongTo() {
        SpanIds first = accept(events.write(10, 1, START, "/home/a"));
        assertThat(first.isPresent()).isTrue();
        assertThat(accept(events.read(10, 1, START + SECOND, "/etc/hosts"))).isEqualTo(first);
        assertThat(accept(events.write(11, 1, START + SECOND, "/home/b"))).isNotEqualTo(first);
    }

    @Test
    void anObservationThatIsNotTheCurrentOneHasNoIds() {
        Observation first = events.write(10, 1, START, "/home/a");
        tracker.accept(first);
        tracker.accept(events.write(10, 1, START, "/home/b"));
        assertThat(tracker.of(first)).isEqualTo(SpanIds.NONE);
    }

    @Test
    void exitEndsItAndTheExitBelongsToIt() {
        SpanIds ids = accept(events.write(10, 1, START, "/home/a"));
        assertThat(accept(events.exit(10, 1, START + SECOND))).isEqualTo(ids);
        assertThat(only().end()).isEqualTo(Episode.End.EXIT);
        assertThat(only().endEpochNanos() - only().startEpochNanos()).isEqualTo(SECOND);
    }

    @Test
    void restEndsItAtItsLastEvent() {
        accept(events.write(10, 1, START, "/home/a"));
        accept(events.write(11, 1, START + 6 * SECOND, "/home/b"));
        assertThat(only().end()).isEqualTo(Episode.End.IDLE);
        assertThat(only().endEpochNanos()).isEqualTo(only().startEpochNanos());
    }

    @Test
    void theCapEndsItAndALinkedOneInTheSameTraceFollows() {
        SpanIds first = accept(events.write(10, 1, START, "/home/a"));
        for (int second = 1; second < 60; second++) {
            assertThat(accept(events.write(10, 1, START + second * SECOND, "/home/a")))
                    .isEqualTo(first);
        }
        SpanIds second = accept(events.write(10, 1, START + 60 * SECOND, "/home/a"));
        assertThat(only().end()).isEqualTo(Episode.End.CAP);
        assertThat(second.spanId()).isNotEqualTo(first.spanId());
        assertThat(second.traceId()).isEqualTo(first.traceId());
        tracker.close();
        assertThat(ended.get(1).previous()).isEqualTo(first);
    }

    @Test
    void aWorkerIsBelowTheShellThatOnlyStartedIt() {
        accept(events.fork(20, 1, START, 21));
        accept(events.fork(21, 20, START, 22));
        SpanIds worker = accept(events.write(22, 21, START + SECOND, "/home/a"));
        tracker.close();
        assertThat(ended)
                .hasSize(3)
                .allSatisfy(span -> assertThat(span.ids().traceId()).isEqualTo(worker.traceId()));
        Episode shell = of(20);
        Episode script = of(21);
        assertThat(shell.parentSpanId()).isEmpty();
        assertThat(script.parentSpanId()).isEqualTo(shell.ids().spanId());
        assertThat(of(22).parentSpanId()).isEqualTo(script.ids().spanId());
    }

    @Test
    void siblingsAreBelowTheSameParentEvenWhenItHasEnded() {
        accept(events.fork(20, 1, START, 21));
        accept(events.fork(20, 1, START, 22));
        accept(events.write(21, 20, START, "/home/a"));
        accept(events.exit(21, 20, START + SECOND));
        accept(events.exit(20, 1, START + 2 * SECOND));
        accept(events.write(22, 20, START + 3 * SECOND, "/home/b"));
        tracker.close();
        assertThat(of(22).parentSpanId()).isEqualTo(of(20).ids().spanId());
    }

    @Test
    void aParentDoesNotRestWhileAChildIsAtWork() {
        accept(events.fork(20, 1, START, 21));
        for (int second = 0; second < 20; second++) {
            accept(events.write(21, 20, START + second * SECOND, "/home/a"));
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void initIsNobodysParent() {
        accept(events.fork(1, 0, START, 30));
        accept(events.write(30, 1, START, "/home/a"));
        tracker.close();
        assertThat(only().parentSpanId()).isEmpty();
    }

    @Test
    void aDetectionMarksTheEpisode() {
        SpanIds ids = accept(events.write(10, 1, START, "/home/a"));
        assertThat(accept(events.detection(10, 1, START + SECOND))).isEqualTo(ids);
        tracker.close();
        assertThat(only().detection()).isPresent();
        assertThat(only().tally().events()).isEqualTo(1);
    }

    @Test
    void stopEndsEveryEpisodeOnce() {
        accept(events.write(10, 1, START, "/home/a"));
        accept(events.write(11, 1, START, "/home/b"));
        tracker.close();
        tracker.close();
        assertThat(ended).hasSize(2).allSatisfy(span -> assertThat(span.end()).isEqualTo(Episode.End.STOP));
    }

    @Test
    void whatWasDoneIsAddedUp() {
        accept(events.write(10, 1, START, "/home/a/x.txt"));
        accept(events.write(10, 1, START, "/home/b/y.doc"));
        accept(events.rename(10, 1, START, "/home/a/x.txt", "/home/a/x.locked"));
        accept(events.read(10, 1, START, "/etc/hosts"));
        tracker.close();
        EpisodeTally tally = only().tally();
        assertThat(tally.events()).isEqualTo(4);
        assertThat(tally.writes()).isEqualTo(2);
        assertThat(tally.renames()).isEqualTo(1);
        assertThat(tally.reads()).isEqualTo(1);
        assertThat(tally.bytesWritten()).isEqualTo(8192);
        assertThat(tally.bytesRead()).isEqualTo(4096);
        assertThat(tally.files()).isEqualTo(2);
        assertThat(tally.directories()).isEqualTo(2);
        assertThat(tally.extensions()).isEqualTo(2);
        assertThat(tally.entropyMax()).isBetween(7.0, 8.0);
    }

    @Test
    void tooManyEpisodesEndTheOneThatRestedLongest() {
        EpisodeSettings few = new EpisodeSettings(
                EpisodeSettings.DEFAULT.idle(),
                EpisodeSettings.DEFAULT.cap(),
                EpisodeSettings.DEFAULT.traceCap(),
                2,
                10);
        EpisodeTracker small = new EpisodeTracker(few, IdSource.random(1));
        small.onEnd(ended::add);
        small.accept(events.write(10, 1, START, "/home/a"));
        small.accept(events.write(11, 1, START, "/home/a"));
        small.accept(events.write(12, 1, START, "/home/a"));
        assertThat(only().end()).isEqualTo(Episode.End.EVICTED);
        assertThat(only().header().process().pid()).isEqualTo(10);
    }

    private Episode of(int pid) {
        return ended.stream()
                .filter(span -> span.header().process().pid() == pid)
                .findFirst()
                .orElseThrow();
    }
}
