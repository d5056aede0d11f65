// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.recording.EbpfangelCsvSource;
import io.sealwatch.recording.RecordingReader;
import io.sealwatch.recording.Replay;
import java.nio.file.Path;
import java.util.Objects;
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
            return Replayer.run(replay, settings, host -> Delivery.of(settings, host, output.format()));
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
}
