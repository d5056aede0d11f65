// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.Flags;
import io.sealwatch.score.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoSummaryTest {
    private static final ProcessKey LOCKER = new ProcessKey(4711, 99);
    private final DemoSummary summary = new DemoSummary(Path.of("/demo"));

    @Test
    void countsFilesAndFlagsAndTheTimeToTheFirstMajor() {
        give(10, opened("/demo/a.txt", false), Flags.NONE);
        give(11, opened("/demo/a.txt.locked", true), Flags.NONE);
        give(12, deleted("/demo/a.txt"), Flags.of(Severity.MAJ, 1, 0));
        give(13, deleted("/demo/b.txt"), Flags.of(Severity.MAJ, 1, 0));

        assertThat(summary.filesChanged()).isEqualTo(2);
        assertThat(summary.flagged(Severity.MAJ)).isEqualTo(2);
        assertThat(summary.firstMajor()).contains(new DemoSummary.Moment(2, 1));
        assertThat(summary.text()).contains("after 2 ms and 1 file").contains("(file delete 2)");
    }

    @Test
    void whatHappensElsewhereIsNotPartOfTheAttack() {
        give(5, deleted("/home/x"), Flags.of(Severity.MAJ, 1, 0));

        assertThat(summary.filesChanged()).isZero();
        assertThat(summary.firstMajor()).isEmpty();
        assertThat(summary.text()).contains("detection      none");
    }

    @Test
    void theFirstVerdictIsTheOneThatCounts() {
        give(10, deleted("/demo/a.txt"), Flags.NONE);
        give(14, verdict(0), Flags.NONE);
        give(90, verdict(1), Flags.NONE);

        assertThat(summary.detectedAt()).contains(new DemoSummary.Moment(4, 1));
        assertThat(summary.text()).contains("Files made unreadable").contains("content became random");
    }

    @Test
    void somebodyElsesAlarmIsNotTheDemos() {
        give(10, deleted("/demo/a.txt"), Flags.NONE);
        ProcessKey other = new ProcessKey(815, 7);
        Header header = new Header(1, other, 815, 1, 0, 0, "locker", false);
        give(11, verdict(header, 0), Flags.NONE);

        assertThat(summary.detection()).isEmpty();
    }

    private void give(long millis, Event event, Flags flags) {
        summary.accept(new Observation(
                millis, millis * 1_000_000, event, ProcessSnapshot.bare(LOCKER, 1, "java", 0), flags, 0));
    }

    private static Header header() {
        return new Header(1, LOCKER, 4711, 1, 0, 0, "java", false);
    }

    private static FileOpened opened(String path, boolean created) {
        return new FileOpened(
                header(), 0, created ? 0101 : 0, created, FileIdentity.UNKNOWN, FilePath.of(path), Origin.SYSCALL);
    }

    private static FileDeleted deleted(String path) {
        return new FileDeleted(header(), 0, FileIdentity.UNKNOWN, FilePath.of(path), false, Origin.SYSCALL);
    }

    private static Detection verdict(int update) {
        return verdict(header(), update);
    }

    private static Detection verdict(Header header, int update) {
        return new Detection(
                header,
                "activity",
                "Files made unreadable",
                "0",
                90,
                List.of("content became random"),
                List.of("T1486"),
                2,
                1,
                update,
                0,
                "");
    }
}
