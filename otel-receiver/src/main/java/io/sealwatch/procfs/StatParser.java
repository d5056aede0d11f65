// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import io.sealwatch.event.ProcessKey;
import java.util.Optional;

/**
 * Reads {@code /proc/PID/stat}. The name is in parentheses and may itself hold spaces and parentheses, so it ends at the
 * last one.
 *
 * @param key pid and start time
 * @param parentPid thread group id of the parent
 * @param name as the kernel keeps it, at most 15 bytes
 */
record StatParser(ProcessKey key, int parentPid, String name) {
    /** Counted behind the name: state is 0, parent 1, start time in ticks since boot 19. */
    private static final int PARENT = 1;

    private static final int START = 19;

    /** Empty when the line is not what the kernel writes. */
    static Optional<StatParser> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 1 || close < open) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 1).strip().split(" ");
        if (fields.length <= START) {
            return Optional.empty();
        }
        try {
            int pid = Integer.parseInt(line.substring(0, open).strip());
            ProcessKey key = new ProcessKey(pid, Long.parseLong(fields[START]));
            return Optional.of(new StatParser(key, Integer.parseInt(fields[PARENT]), line.substring(open + 1, close)));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
