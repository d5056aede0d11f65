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
 * @param group pid of the leader of its process group
 * @param session pid of the leader of its session
 * @param terminal device number of its controlling terminal, 0 for none
 * @param flags PF_* of the kernel
 */
record StatParser(ProcessKey key, int parentPid, String name, int group, int session, int terminal, long flags) {
    /** Counted behind the name: state is 0. */
    private static final int PARENT = 1;

    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int TERMINAL = 4;
    private static final int FLAGS = 6;
    /** In ticks since boot. */
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
            return Optional.of(new StatParser(
                    key,
                    Integer.parseInt(fields[PARENT]),
                    line.substring(open + 1, close),
                    Integer.parseInt(fields[GROUP]),
                    Integer.parseInt(fields[SESSION]),
                    Integer.parseInt(fields[TERMINAL]),
                    Long.parseLong(fields[FLAGS])));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
