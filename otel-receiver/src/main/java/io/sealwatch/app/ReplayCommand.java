// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.app.OutputOptions.Outputs;
import io.sealwatch.console.AccountsSummary;
import io.sealwatch.recording.EbpfangelCsvSource;
import io.sealwatch.recording.RecordingReader;
import io.sealwatch.recording.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a recording through the same path as live events. Needs no root. */
@Command(
        name = "replay",
        description = "Takes a recording through the same path as live events; needs no root.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final Duration TO_ITS_END = Duration.ofDays(100_000);

    @Parameters(paramLabel = "FILE", description = "A recording; .gz is read as it is.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "sealwatch",
            description = "sealwatch (default), or ebpfangel-csv: recordings of the original detector.")
    private String format = "sealwatch";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        AgentSettings settings = AgentSettings.from(options.settings());
        try (Replay replay = open(Objects.requireNonNull(file))) {
            Outputs outputs = output.outputs(settings, replay.host());
            Session session = new Session(
                    replay,
                    replay.processes(),
                    settings,
                    replay.host(),
                    List.of(),
                    outputs.sinks(),
                    Session.Health.SILENT,
                    () -> 0);
            session.run(TO_ITS_END);
            System.err.println(AccountsSummary.of(
                    session.accounts(), replay.accounts(), outputs.skipped().getAsLong()));
            return result(replay);
        }
    }

    private Replay open(Path recording) {
        return switch (format) {
            case "sealwatch" -> RecordingReader.open(recording);
            case "ebpfangel-csv" -> EbpfangelCsvSource.open(recording);
            default ->
                throw new UserException(ExitCode.USAGE, "--format " + format + ": choose sealwatch or ebpfangel-csv");
        };
    }

    /** What came before a damage was replayed; the exit code still says that something is missing. */
    private static int result(Replay replay) {
        Optional<String> defect = replay.defect();
        defect.ifPresent(text -> System.err.println("sealwatch: " + text));
        return defect.isEmpty() ? ExitCode.OK : ExitCode.RUNTIME;
    }
}
