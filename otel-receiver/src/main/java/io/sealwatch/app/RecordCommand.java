// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches this host and writes everything down. */
@Command(
        name = "record",
        description = "Watches this host and writes what happens to a file that replay, report and evaluate read.",
        mixinStandardHelpOptions = true,
        footer = "The file holds file names, command lines and samples of written content: only its owner can read it.")
final class RecordCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A new file; a name that ends in .gz makes it compressed.")
    private @Nullable Path file;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "none",
            description = "Also print: table, ndjson or csv (default: none).")
    private OutputOptions.Format format = OutputOptions.Format.NONE;

    @Mixin
    private DurationOption duration = new DurationOption();

    @Override
    public Integer call() {
        AgentSettings settings = AgentSettings.from(options.trustedSettings());
        try (LiveAgent agent = LiveAgent.start(settings)) {
            agent.seal();
            agent.record(
                    java.util.Objects.requireNonNull(file),
                    Delivery.of(settings, agent.host(), format),
                    duration.orUntilStopped());
            return ExitCode.OK;
        }
    }
}
