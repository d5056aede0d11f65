// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.SinkClosedException;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.Flags;
import io.sealwatch.score.Severity;
import io.sealwatch.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableSinkTest {
    private static final int FILENAME_AT = 46;

    @Test
    void rowsStandUnderTheSeedsColumns() {
        assertThat(table(
                        false,
                        Observations.deleted(FilePath.of("/tmp/Asia/Macao"), Flags.of(Severity.MAJ, 1, 0b0111)),
                        Observations.deleted("/etc/fstab")))
                .isEqualTo("""
                            PID TYPE FLAG PATT TRESH COMM            FILENAME
                          28178 Del  MAJ  P1   OCD-  python3         /tmp/Asia/Macao
                          28178 Del  OK   -    ----  python3         /etc/fstab
                        """);
    }

    @Test
    void everyKindHasARowOfItsOwn() {
        String[] rows = table(
                        false,
                        SampleEvents.all().stream()
                                .map(event -> Observations.of(event, Flags.NONE))
                                .toArray(Observation[]::new))
                .split("\n");
        assertThat(rows).hasSize(1 + SampleEvents.all().size());
        assertThat(java.util.Arrays.stream(rows)
                        .skip(1)
                        .map(row -> row.substring(8, 12).strip() + "|"
                                + row.substring(FILENAME_AT - 1).strip()))
                .containsExactly(
                        "Open|/home/anna/Documents/report.odt",
                        "Crea|/home/anna/Documents/report.odt.locked",
                        "Open|gone [ENOENT]",
                        "Open|(900 read-only opens, 12 failed)",
                        "Writ|/home/anna/Documents/report.odt",
                        "Read|/home/anna/Documents/report.odt",
                        "Trun|/home/anna/Documents/report.odt",
                        "Ren|/home/anna/Documents/report.odt -> /home/anna/Documents/report.odt.locked",
                        "Del|/home/anna/Documents/report.odt [EACCES]",
                        "RmD|/home/anna/old",
                        "Link|/home/anna/Documents/report.odt -> /home/anna/Documents/report.odt.locked",
                        "Link|../target -> /home/anna/Documents/report.odt.locked",
                        "Map|/home/anna/Documents/report.odt",
                        "Enc|EVP_SealInit",
                        "Fork|child 4713",
                        "Exec|/opt/app/run",
                        "Exit|code 137");
    }

    @Test
    void detectionFillsTheColumnsOfTypeAndFlag() {
        Event detection = new Detection(
                Observations.header("locker"),
                "a1",
                "Ransomware: mass encryption",
                "u",
                93.4,
                List.of("12 files became random", "note dropped"),
                List.of("T1486"),
                12,
                3,
                1,
                12,
                "");
        assertThat(lastRow(table(false, Observations.of(detection, Flags.NONE))))
                .isEqualTo("  28178 DETECTION -    ----  locker          Ransomware: mass encryption, score 93:"
                        + " 12 files became random; note dropped (12 files, 3 processes, update 1, events were lost)");
    }

    @Test
    void lossIsARowOfTheSensor() {
        Event lost = new EventsLost(Header.ofSensor(1), "ring_full", "file.open", 42);
        assertThat(lastRow(table(false, Observations.of(lost, Flags.NONE))))
                .isEqualTo("      - Loss OK   -    ----  -               42 x file.open: ring_full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\nb",
                "/a\r\n28178 Del",
                "/\u001b[2J\u001b[31mred",
                "/\u009b31m",
                "/\u202egpj.exe",
                "/\u2066x\u2069",
                "/\u2028",
                "/\u200b",
                "/\u0007",
                "/\u007f",
                "/\ud800",
                "/\ue000",
                "/\t"
            })
    void namesCannotLeaveTheirLineOrCommandTheTerminal(String name) {
        String table = table(false, Observations.deleted(FilePath.of(name), Flags.NONE));
        assertThat(table.lines()).hasSize(2);
        assertThat(table.replace("\n", "").codePoints())
                .allMatch(c -> c >= ' '
                        && c != 0x7F
                        && Character.getType(c) != Character.CONTROL
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.LINE_SEPARATOR);
    }

    @Test
    void escapesCanBeRead() {
        assertThat(table(false, Observations.deleted("/a\nb\tc\u001bd\u202ee")))
                .endsWith(" /a\\nb\\tc\\x1bd\\u{202e}e\n");
    }

    @Test
    void namesThatAreHarmlessStayAsTheyAre() {
        assertThat(table(false, Observations.deleted("/\u00fcber/\u6f22\u5b57/\ud83d\ude00 e\u0301")))
                .endsWith(" /\u00fcber/\u6f22\u5b57/\ud83d\ude00 e\u0301\n");
    }

    @Test
    void nameThatIsNotUtf8Survives() {
        FilePath path = FilePath.of(new byte[] {'/', (byte) 0xFF, 'x'});
        assertThat(table(false, Observations.deleted(path, Flags.NONE))).endsWith(" /\\xffx\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\u6f22\u5b57\u6f22\u5b57\u6f22",
                "exactly-15-cols",
                "\u001b\u001b\u001b\u001b\u001b",
                "\u6f22\u6f22\u6f22\u6f22\u6f22\u6f22\u6f22\u6f22\u6f22",
                "e\u0301",
                "\ud83d\ude00\ud83d\ude00"
            })
    void commTakesItsColumnsWhateverItIs(String comm) {
        Event event = new FileDeleted(
                Observations.header(comm), 0, FileIdentity.UNKNOWN, FilePath.of("/x"), false, Origin.SYSCALL);
        String row = lastRow(table(false, Observations.of(event, Flags.NONE)));
        assertThat(row).endsWith(" /x");
        assertThat(SafeText.width(row)).isEqualTo(FILENAME_AT - 1 + 2);
    }

    @Test
    void coloursComeOnlyWhenAskedFor() {
        Event failed = new FileOpened(
                Observations.header("cat"), 2, 0, false, FileIdentity.UNKNOWN, FilePath.of("/x"), Origin.SYSCALL);
        Observation[] rows = {
            Observations.deleted(FilePath.of("/x"), Flags.of(Severity.MAJ, 1, 0)),
            Observations.deleted(FilePath.of("/x"), Flags.of(Severity.MIN, 0, 1)),
            Observations.of(failed, Flags.NONE)
        };
        assertThat(table(false, rows)).doesNotContain("\u001b");
        assertThat(table(true, rows).split("\n"))
                .satisfiesExactly(
                        header -> assertThat(header).doesNotContain("\u001b"),
                        maj -> assertThat(maj).startsWith("\u001b[1;31m").endsWith("\u001b[0m"),
                        min -> assertThat(min).startsWith("\u001b[33m").endsWith("\u001b[0m"),
                        dim -> assertThat(dim).startsWith("\u001b[2m").contains("/x [ENOENT]\u001b[0m"));
    }

    @Test
    void cutNamesAreMarked() {
        Header cut = new Header(1, SampleEvents.HEADER.process(), 1, 1, 0, 1, "c", true);
        Event event =
                new FileRenamed(cut, 0, FileIdentity.UNKNOWN, FilePath.of("/a"), FilePath.of("/b"), 0, Origin.SYSCALL);
        assertThat(table(false, Observations.of(event, Flags.NONE))).endsWith(" /a -> /b (cut)\n");
    }

    @Test
    void classicTableShowsTheThread() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableSink sink = new TableSink(bytes, FlagSettings.Mode.CLASSIC, false)) {
            sink.accept(Observations.deleted("/x"));
            assertThat(sink.shown()).isEqualTo(1);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\n  28179 Del");
    }

    @Test
    void readerThatHasGoneEndsTheProgramQuietly() {
        TableSink sink = new TableSink(new BrokenPipe("Broken pipe"), FlagSettings.Mode.NORMAL, false);
        sink.accept(Observations.deleted("/x"));
        assertThatExceptionOfType(SinkClosedException.class).isThrownBy(sink::flush);
        sink.accept(Observations.deleted("/x"));
        assertThatCode(sink::close).doesNotThrowAnyException();
    }

    @Test
    void fullDiskIsNotQuiet() {
        TableSink sink = new TableSink(new BrokenPipe("No space left on device"), FlagSettings.Mode.NORMAL, false);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(sink::flush)
                .withMessageContaining("No space left on device");
    }

    private static String table(boolean colour, Observation... observations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableSink sink = new TableSink(bytes, FlagSettings.Mode.NORMAL, colour)) {
            for (Observation observation : observations) {
                sink.accept(observation);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String lastRow(String table) {
        return table.lines().reduce((before, last) -> last).orElse("");
    }
}
