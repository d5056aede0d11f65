// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import java.time.Duration;
import java.util.List;

/**
 * How events are flagged.
 *
 * @param thresholds counts that a process may reach
 * @param patterns tried in this order, the first that matches wins
 * @param resetPeriod counts of a process start anew after this long in event time; zero means never
 * @param minimumSeverity events below it are not reported
 * @param mode whose rules
 */
public record FlagSettings(
        FlagThresholds thresholds, List<Pattern> patterns, Duration resetPeriod, Severity minimumSeverity, Mode mode) {
    /** The seed's values, with a reset period that does reset. */
    public static final FlagSettings DEFAULT = new FlagSettings(
            FlagThresholds.DEFAULT,
            List.of(new Pattern("OCD"), new Pattern("OCEEEED")),
            Duration.ofSeconds(10),
            Severity.OK,
            Mode.NORMAL);

    /** What the seed really does, to compare with its recordings. */
    public static final FlagSettings CLASSIC = DEFAULT.withMode(Mode.CLASSIC);

    /** Whose rules. */
    public enum Mode {
        /** Per process, counts reset, a call that failed is not counted, removing a directory is no delete. */
        NORMAL,
        /**
         * As the seed did: per thread, never reset, 16-bit counts that wrap, failed calls counted because it looked at
         * entries only, directories removed through unlinkat counted as deletes.
         */
        CLASSIC
    }

    public FlagSettings {
        patterns = List.copyOf(patterns);
        if (patterns.size() > Flags.MAX_PATTERNS) {
            throw new IllegalArgumentException(
                    patterns.size() + " patterns are given: at most " + Flags.MAX_PATTERNS + " can be told apart");
        }
        if (resetPeriod.isNegative()) {
            throw new IllegalArgumentException(
                    "reset period is " + resetPeriod.toMillis() + " ms: give a positive time, or 0 for never");
        }
    }

    public FlagSettings withMode(Mode newMode) {
        return new FlagSettings(thresholds, patterns, resetPeriod, minimumSeverity, newMode);
    }

    /** Counts are kept by thread, not by process. */
    public boolean perThread() {
        return mode == Mode.CLASSIC;
    }

    /** A call that failed counts like one that succeeded. */
    public boolean countsFailedCalls() {
        return mode == Mode.CLASSIC;
    }

    /** An event with this severity is grave enough to be reported. */
    public boolean reports(Severity severity) {
        return severity.compareTo(minimumSeverity) >= 0;
    }
}
