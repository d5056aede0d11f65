// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.process;

import io.sealwatch.event.FilePath;
import io.sealwatch.event.ProcessKey;
import java.util.List;

/**
 * What is known of a process at one moment. Immutable; replaced when the process runs another program.
 *
 * @param key identity
 * @param parentPid thread group id of the parent, 0 when unknown
 * @param name short name as the kernel keeps it
 * @param executable the program's file, empty when unknown (a kernel thread has none)
 * @param arguments the command line, empty when unknown
 * @param directory the working directory when the program was started, empty when unknown
 * @param userId effective user id, -1 when unknown
 * @param containerId empty when it runs in none
 */
public record ProcessSnapshot(
        ProcessKey key,
        int parentPid,
        String name,
        FilePath executable,
        List<String> arguments,
        FilePath directory,
        int userId,
        String containerId) {
    public ProcessSnapshot {
        arguments = List.copyOf(arguments);
    }

    /** Only what an event's header says. */
    public static ProcessSnapshot bare(ProcessKey key, int parentPid, String name, int userId) {
        return new ProcessSnapshot(key, parentPid, name, FilePath.EMPTY, List.of(), FilePath.EMPTY, userId, "");
    }
}
