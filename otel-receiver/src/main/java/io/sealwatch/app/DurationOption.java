// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a live run lasts. */
final class DurationOption {
    /** Some centuries: the run ends when it is told to. */
    private static final Duration UNTIL_STOPPED = Duration.ofDays(100_000);

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "End after so many seconds; without it, run until stopped.")
    private @Nullable Double seconds;

    Duration orUntilStopped() {
        return seconds == null ? UNTIL_STOPPED : Duration.ofMillis((long) (seconds * 1000));
    }
}
