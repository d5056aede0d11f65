// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a container's id in {@code /proc/PID/cgroup}: Docker, containerd, CRI-O and Podman all put its 64 hexadecimal
 * digits into the path.
 */
final class CgroupParser {
    private static final Pattern CONTAINER = Pattern.compile("(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])");

    private CgroupParser() {}

    /** Empty when it names no container. */
    static String containerId(String cgroup) {
        Matcher matcher = CONTAINER.matcher(cgroup);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }
}
