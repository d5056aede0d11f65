// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Event;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.recording.EbpfangelCsvSource;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.Flags;
import io.sealwatch.score.Severity;
import io.sealwatch.wire.RecordView;
import io.sealwatch.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvSinkTest {
    private static final String HEADER = "TS,PID,TYPE,FLAG,PATTERN,OPEN,CREATE,DELETE,ENCRYPT,FILENAME\n";

    @Test
    void lineHasTheSeedsNumbersAndTrueThresholdBits() {
        assertThat(csv(
                        FlagSettings.Mode.NORMAL,
                        Observations.deleted(FilePath.of("/a"), Flags.of(Severity.MAJ, 2, 0b1010)),
                        Observations.deleted(FilePath.of("/b"), Flags.of(Severity.MIN, 0, 0b0101)),
                        Observations.deleted("/c")))
                .isEqualTo(HEADER
                        + "5000000000,28178,2,2,2,0,1,0,1,/a\n"
                        + "5000000000,28178,2,1,0,1,0,1,0,/b\n"
                        + "5000000000,28178,2,0,0,0,0,0,0,/c\n");
    }

    @Test
    void onlyOpensCreatesDeletesAndEncryptionsThatSucceededHaveALine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvSink sink = new CsvSink(bytes, FlagSettings.Mode.NORMAL)) {
            SampleEvents.all().forEach(event -> sink.accept(Observations.of(event, Flags.NONE)));
            assertThat(sink.shown()).isEqualTo(3);
            assertThat(sink.skipped()).isEqualTo(SampleEvents.all().size() - 3);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(HEADER
                        + "5000000123,4711,0,0,0,0,0,0,0,/home/anna/Documents/report.odt\n"
                        + "5000000123,4711,1,0,0,0,0,0,0,/home/anna/Documents/report.odt.locked\n"
                        + "5000000123,4711,3,0,0,0,0,0,0,EVP_SealInit\n");
    }

    @Test
    void classicHasThreadsFailedCallsAndRemovedDirectories() {
        Observation[] all = SampleEvents.all().stream()
                .filter(event -> !(event instanceof OpensCounted))
                .map(event -> Observations.of(event, Flags.NONE))
                .toArray(Observation[]::new);
        assertThat(csv(FlagSettings.Mode.CLASSIC, all).lines().skip(1))
                .containsExactly(
                        "5000000123,4712,0,0,0,0,0,0,0,/home/anna/Documents/report.odt",
                        "5000000123,4712,1,0,0,0,0,0,0,/home/anna/Documents/report.odt.locked",
                        "5000000123,4712,0,0,0,0,0,0,0,gone",
                        "5000000123,4712,2,0,0,0,0,0,0,/home/anna/Documents/report.odt",
                        "5000000123,4712,2,0,0,0,0,0,0,/home/anna/old",
                        "5000000123,4712,3,0,0,0,0,0,0,EVP_SealInit");
    }

    @Test
    void namesAreQuotedWhenTheyMustBe() {
        assertThat(csv(
                        FlagSettings.Mode.NORMAL,
                        Observations.deleted("/a,b"),
                        Observations.deleted("/say \"x\""),
                        Observations.deleted("/a\nb"),
                        Observations.deleted("/a b;'")))
                .contains(",\"/a,b\"\n", ",\"/say \"\"x\"\"\"\n", ",\"/a\nb\"\n", ",/a b;'\n");
    }

    @Test
    void whatIsWrittenIsReadBackByTheReplay(@TempDir Path directory) throws IOException {
        List<Event> events = new ArrayList<>();
        Observation[] observations = List.of("/a,b", "/\"", "/x\r\ny", "//z/", "name", "/\u00fc").stream()
                .map(name -> {
                    Header header = new Header(9, new ProcessKey(5, 0), 5, 0, 0, 0, "", false);
                    return new FileOpened(
                            header,
                            0,
                            0,
                            false,
                            io.sealwatch.event.FileIdentity.UNKNOWN,
                            FilePath.of(name),
                            Origin.SYSCALL);
                })
                .peek(events::add)
                .map(event -> Observations.of(event, Flags.NONE))
                .toArray(Observation[]::new);
        Path file = Files.writeString(directory.resolve("a.csv"), csv(FlagSettings.Mode.CLASSIC, observations));
        List<Event> read = new ArrayList<>();
        try (EbpfangelCsvSource source = EbpfangelCsvSource.open(file)) {
            RecordView view = new RecordView();
            source.poll(
                    (buffer, at, length) -> {
                        assertThat(view.wrap(buffer, at, length)).isNull();
                        read.add(view.decode());
                    },
                    Duration.ZERO);
        }
        assertThat(read).isEqualTo(events);
    }

    private static String csv(FlagSettings.Mode mode, Observation... observations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvSink sink = new CsvSink(bytes, mode)) {
            for (Observation observation : observations) {
                sink.accept(observation);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
