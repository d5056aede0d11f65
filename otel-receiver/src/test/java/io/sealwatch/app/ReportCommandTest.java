// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ReportCommandTest {
    private static final String RECORD = "{\"timestamp\":\"2026-11-23T20:10:00Z\",\"event_name\":\"file.create\"}\n";

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine().setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }

    @Test
    void ndjsonBecomesAPage() throws IOException {
        Path events = Files.writeString(folder.resolve("events.ndjson"), RECORD);
        Path page = folder.resolve("page.html");

        assertThat(run("report", events.toString(), "--write", page.toString())).isEqualTo(ExitCode.OK);

        assertThat(page)
                .content()
                .startsWith("<!doctype html>")
                .contains("No ransomware activity detected", "events.ndjson");
    }

    @Test
    void aRecordingIsReplayedAndItsAttackIsTheHeadline() throws IOException {
        Path recording = DemoRecording.unpack();
        Path page = folder.resolve("page.html");
        try {
            assertThat(run("report", recording.toString(), "-w", page.toString()))
                    .isEqualTo(ExitCode.OK);
        } finally {
            Files.delete(recording);
        }

        assertThat(page).content().contains("<h1>Ransomware activity detected</h1>", "README_RESTORE.txt");
    }

    @Test
    void aFileThatIsNotThereOrThatWouldBeOverwrittenIsRefusedWithWhatToDo() throws IOException {
        Path events = Files.writeString(folder.resolve("events.ndjson"), RECORD);

        assertThat(run("report", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("give a recording or NDJSON");
        assertThat(run("report", events.toString(), "--write", events.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(events).content().isEqualTo(RECORD);
    }

    @Test
    void aFileThatBeginsLikeNdjsonAndHoldsNoRecordIsRefused() throws IOException {
        Path events = Files.writeString(folder.resolve("events.ndjson"), "{\"a\":1}\n");

        assertThat(run(
                        "report",
                        events.toString(),
                        "-w",
                        folder.resolve("page.html").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("has no record of Sealwatch");
    }
}
