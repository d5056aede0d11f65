// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import java.time.Duration;

/**
 * How the sensor watches and restrains itself.
 *
 * @param dropPrivileges what only attaching needed is given up afterwards
 * @param look time between two looks at the probes, zero for none
 * @param canary time between two proofs of the whole path, zero for none
 */
record GuardSettings(boolean dropPrivileges, Duration look, Duration canary) {
    static GuardSettings from(Settings settings) {
        return new GuardSettings(
                settings.flag("guard.drop-privileges", true, "give up, after attaching, what only attaching needed"),
                settings.duration(
                        "guard.look", Duration.ofSeconds(10), "time between two looks at the own probes, 0 for none"),
                settings.duration(
                        "guard.canary",
                        Duration.ofSeconds(60),
                        "time between two file operations that the sensor must see itself make, 0 for none"));
    }
}
