// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import io.sealwatch.console.NdjsonSink;
import io.sealwatch.console.TableSink;
import io.sealwatch.probe.KernelFeatures;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Goes through everything once, so that the launcher can archive the classes that a run needs: an archive holds what was
 * loaded when it was made.
 */
@Command(name = "warm-up", hidden = true, description = "Used by the launcher when it makes the class archive.")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        AgentSettings settings = AgentSettings.from(
                Settings.read(Optional.empty(), Map.of(), Map.of("respond.mode", "stop", "respond.dry-run", "true")));
        Path recording = DemoRecording.unpack();
        try {
            Replayer.run(
                    recording,
                    settings,
                    host -> new Delivery(
                            List.of(
                                    new TableSink(
                                            OutputStream.nullOutputStream(),
                                            settings.flags().mode(),
                                            true),
                                    new NdjsonSink(OutputStream.nullOutputStream(), host)),
                            () -> 0,
                            Map::of));
        } finally {
            Files.deleteIfExists(recording);
        }
        if (KernelFeatures.detect().obstacles().isEmpty()) {
            try (LiveAgent agent = LiveAgent.start(settings)) {
                agent.run(new Delivery(List.of(), () -> 0, Map::of), Duration.ofMillis(200));
            }
        }
        return ExitCode.OK;
    }
}
