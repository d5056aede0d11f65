// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a live run lasts. */
final class DurationOption {
    /** Some centuries: the run ends when it is told to. */
    private static final Duration UNTIL_STOPPED = Duration.ofDays(100_000);

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "End after so many seconds; without it, run until stopped.")
    private Duration duration = UNTIL_STOPPED;

    Duration orUntilStopped() {
        return duration;
    }

    /** A number above zero, such as 10 or 0.5. */
    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                double seconds = Double.parseDouble(text);
                if (seconds > 0 && seconds <= UNTIL_STOPPED.toSeconds()) {
                    return Duration.ofMillis((long) (seconds * 1000));
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("'" + text + "' is not a number of seconds");
            }
            throw new TypeConversionException("'" + text + "' is not a number of seconds above 0");
        }
    }
}
