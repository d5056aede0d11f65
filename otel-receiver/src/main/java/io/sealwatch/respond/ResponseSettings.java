// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import java.util.List;

/**
 * What is done about a verdict.
 *
 * @param mode nothing, stop or kill
 * @param dryRun only say what would be done
 * @param refuse changes to files are refused as well, where the kernel lets programs decide
 * @param protect paths of executables and names of units that are never touched
 * @param within control groups outside of which nothing is touched; empty for the whole host
 */
public record ResponseSettings(Mode mode, boolean dryRun, boolean refuse, List<String> protect, List<String> within) {
    public static final ResponseSettings OFF = new ResponseSettings(Mode.OFF, false, true, List.of(), List.of());

    /** What happens to the processes of an activity that was detected. */
    public enum Mode {
        OFF,
        STOP,
        KILL
    }

    public ResponseSettings {
        protect = List.copyOf(protect);
        within = List.copyOf(within);
        for (String group : within) {
            if (!group.startsWith("/")) {
                throw new IllegalArgumentException(
                        "\"" + group + "\" is no path of a control group, such as /user.slice");
            }
        }
        for (String entry : protect) {
            if (entry.isBlank() || (!entry.startsWith("/") && !entry.contains("."))) {
                throw new IllegalArgumentException("\"" + entry
                        + "\" is neither an absolute path of an executable nor a unit such as postgresql.service");
            }
        }
    }

    public boolean isOff() {
        return mode == Mode.OFF;
    }

    /** The signal that is sent, 0 for none. */
    public int signal() {
        if (dryRun) {
            return 0;
        }
        return switch (mode) {
            case OFF -> 0;
            case STOP -> Signals.SIGSTOP;
            case KILL -> Signals.SIGKILL;
        };
    }
}
