// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.ProcessKey;

/**
 * What is known of a living process that bears on whether it is touched.
 *
 * @param key pid and start time
 * @param parentPid thread group id of the parent
 * @param group pid of the leader of its process group: a shell with job control gives each command its own
 * @param session pid of the leader of its session
 * @param terminal it has a controlling terminal
 * @param kernelThread it has no program
 * @param userId effective user id, -1 when unknown
 * @param name as the kernel keeps it
 */
public record Facts(
        ProcessKey key,
        int parentPid,
        int group,
        int session,
        boolean terminal,
        boolean kernelThread,
        int userId,
        String name) {
    boolean leadsSession() {
        return session == key.pid();
    }
}
