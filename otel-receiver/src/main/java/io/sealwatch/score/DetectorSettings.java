// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import java.time.Duration;

/**
 * When evidence is an alarm, and how much is remembered.
 *
 * @param threshold points out of 100 that make what one process did an alarm
 * @param groupThreshold likewise for what children do in single steps: a little more, because more chance meets there
 * @param families independent sorts of evidence that an alarm needs
 * @param halfLife after which a loss by one process counts half: slow lockers add up
 * @param groupHalfLife likewise for steps of children
 * @param steps how many losses one process passes on to its ancestors: steps of a script add up there, whole programs
 *     that somebody runs one after the other do not
 * @param files most files remembered
 * @param processes most processes remembered
 */
public record DetectorSettings(
        double threshold,
        double groupThreshold,
        int families,
        Duration halfLife,
        Duration groupHalfLife,
        int steps,
        int files,
        int processes) {
    public static final DetectorSettings DEFAULT =
            new DetectorSettings(70, 85, 2, Duration.ofHours(1), Duration.ofMinutes(10), 3, 1 << 16, 1 << 16);

    public DetectorSettings {
        if (!(threshold > 0 && threshold <= 100) || !(groupThreshold > 0 && groupThreshold <= 100)) {
            throw new IllegalArgumentException("a threshold must be above 0 and at most 100");
        }
        if (families < 1 || steps < 1 || files < 1024 || processes < 1024) {
            throw new IllegalArgumentException("families and steps must be at least 1, files and processes 1024");
        }
    }
}
