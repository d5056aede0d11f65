// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.Severity;
import io.sealwatch.wire.RecordBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final ProcessKey LOCKER = new ProcessKey(100, 5);
    private static final FilePath FILE = FilePath.of("/home/a/b.txt");

    private final List<Observation> seen = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void sequencesFlagsAndAttributesEachEvent() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());

        give(pipeline, open(0), open(0100), delete(0));

        assertThat(seen).extracting(Observation::sequence).containsExactly(1L, 2L, 3L);
        assertThat(seen.get(2).flags().severity()).isEqualTo(Severity.MAJ);
        assertThat(seen.get(2).flags().pattern()).isEqualTo(1);
        assertThat(seen.get(0).epochNanos()).isEqualTo(1_000_000 + 77);
        assertThat(seen).allSatisfy(o -> assertThat(o.process().name()).isEqualTo("known"));
        assertThat(asked)
                .as("/proc is asked once for a process that no event introduced")
                .containsExactly(100);
    }

    @Test
    void aCallThatFailedIsReportedButNotCounted() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());

        give(pipeline, open(0), open(0100), failedDelete(), delete(0));

        assertThat(seen).hasSize(4);
        assertThat(seen.get(2).flags().severity()).isEqualTo(Severity.OK);
        assertThat(seen.get(3).flags().severity()).isEqualTo(Severity.MAJ);
    }

    @Test
    void classicModeKeepsThreadsApart() {
        Pipeline pipeline = pipeline(FlagSettings.CLASSIC, collector());

        give(pipeline, open(0), open(0100), delete(1));
        assertThat(seen.get(2).flags().severity()).isEqualTo(Severity.OK);

        give(pipeline, delete(0));
        assertThat(seen.get(3).flags().severity()).isEqualTo(Severity.MAJ);
    }

    @Test
    void aBrokenRecordIsCountedAndTheNextOneIsRead() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());

        pipeline.onRecord(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN), 0, 16);
        give(pipeline, open(0));

        assertThat(pipeline.accounts().malformed()).isEqualTo(1);
        assertThat(pipeline.accounts().observed()).isEqualTo(1);
        assertThat(pipeline.accounts().received()).isEqualTo(2);
    }

    @Test
    void aSinkThatThrowsIsCountedAndDoesNotDisturbTheOthers() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, failing(new IllegalStateException("full")), collector());

        give(pipeline, open(0), open(0));

        assertThat(seen).hasSize(2);
        assertThat(pipeline.accounts().sinkFailures()).isEqualTo(2);
        assertThat(pipeline.lastFailure()).hasMessage("full");
    }

    @Test
    void aReaderThatHasGoneEndsTheRun() {
        Pipeline pipeline =
                pipeline(FlagSettings.DEFAULT, failing(new SinkClosedException("gone", new RuntimeException())));

        assertThatThrownBy(() -> give(pipeline, open(0))).isInstanceOf(SinkClosedException.class);
    }

    @Test
    void lossIsReportedAsItGrowsOnTheSamePath() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());
        give(pipeline, open(0));

        pipeline.reportLoss(new SourceAccounts(Map.of(EventKind.FILE_OPEN, 10L), Map.of(EventKind.FILE_OPEN, 4L)));
        pipeline.reportLoss(new SourceAccounts(Map.of(EventKind.FILE_OPEN, 10L), Map.of(EventKind.FILE_OPEN, 4L)));
        pipeline.reportLoss(new SourceAccounts(Map.of(EventKind.FILE_OPEN, 20L), Map.of(EventKind.FILE_OPEN, 7L)));

        assertThat(seen.stream()
                        .map(Observation::event)
                        .filter(EventsLost.class::isInstance)
                        .map(EventsLost.class::cast))
                .extracting(EventsLost::count)
                .containsExactly(4L, 3L);
        assertThat(pipeline.accounts().lostInKernel()).isEqualTo(7);
        assertThat(seen)
                .extracting(Observation::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList());
    }

    @Test
    void whatAProbeMissedIsLossWithAReasonOfItsOwn() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());

        pipeline.reportLoss(new SourceAccounts(
                Map.of(EventKind.FILE_WRITE, 10L), Map.of(EventKind.FILE_WRITE, 4L), Map.of(EventKind.FILE_WRITE, 2L)));

        assertThat(seen.stream().map(Observation::event).map(EventsLost.class::cast))
                .extracting(EventsLost::reason)
                .containsExactly("ring_full", "probe_missed");
        assertThat(pipeline.accounts().lostInKernel()).isEqualTo(6);
    }

    @Test
    void eventsBelowTheMinimumSeverityAreCountedAndStillJudgeTheNext() {
        FlagSettings onlyMajor = new FlagSettings(
                FlagSettings.DEFAULT.thresholds(),
                FlagSettings.DEFAULT.patterns(),
                FlagSettings.DEFAULT.resetPeriod(),
                Severity.MAJ,
                FlagSettings.Mode.NORMAL);
        Pipeline pipeline = pipeline(onlyMajor, collector());

        give(pipeline, open(0), open(0100), delete(0));

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).sequence()).isEqualTo(1);
        assertThat(pipeline.accounts().filtered()).isEqualTo(2);
    }

    @Test
    void aProcessRunsAnotherProgramFromItsExecOn() {
        Pipeline pipeline = pipeline(FlagSettings.DEFAULT, collector());

        give(
                pipeline,
                new ProcessExecuted(
                        header(0),
                        FilePath.of("/usr/bin/gzip"),
                        FilePath.of("/usr/bin/gzip"),
                        FilePath.of("/home/a"),
                        List.of("gzip", "-r", "."),
                        FileIdentity.UNKNOWN),
                open(0));

        assertThat(seen.get(1).process().executable()).hasToString("/usr/bin/gzip");
        assertThat(seen.get(1).process().arguments()).containsExactly("gzip", "-r", ".");
        assertThat(asked).isEmpty();
    }

    private Pipeline pipeline(FlagSettings settings, Sink... sinks) {
        Flagging flagging = new Flagging(settings, 64);
        ProcessTable table = new ProcessTable(64, 1_000_000_000L, flagging);
        ProcessSource source = new ProcessSource() {
            @Override
            public List<ProcessSnapshot> all() {
                return List.of();
            }

            @Override
            public Optional<ProcessSnapshot> find(int pid) {
                asked.add(pid);
                return Optional.of(ProcessSnapshot.bare(LOCKER, 1, "known", 0));
            }
        };
        return new Pipeline(table, source, flagging, 1_000_000, List.of(), List.of(sinks));
    }

    private Sink collector() {
        return sink(seen::add);
    }

    private static Sink failing(RuntimeException failure) {
        return sink(observation -> {
            throw failure;
        });
    }

    private static Sink sink(java.util.function.Consumer<Observation> accept) {
        return new Sink() {
            @Override
            public void accept(Observation observation) {
                accept.accept(observation);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static void give(Pipeline pipeline, Event... events) {
        for (Event event : events) {
            byte[] record = RecordBuilder.build(event);
            pipeline.onRecord(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN), 0, record.length);
        }
    }

    private static Header header(int thread) {
        return new Header(77, LOCKER, 100 + thread, 1, 0, 1, "comm", false);
    }

    private static Event open(int flags) {
        return new FileOpened(header(0), 0, flags, false, FileIdentity.UNKNOWN, FILE, Origin.SYSCALL);
    }

    private static Event delete(int thread) {
        return new FileDeleted(header(thread), 0, FileIdentity.UNKNOWN, FILE, false, Origin.SYSCALL);
    }

    private static Event failedDelete() {
        return new FileDeleted(header(0), 2, FileIdentity.UNKNOWN, FILE, false, Origin.SYSCALL);
    }
}
