// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Header;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Container ids by cgroup. A program started by the container runtime inherits the runtime's snapshot but runs in
 * another cgroup, so a cgroup that was not seen before is looked up once.
 */
final class ContainerIds {
    private static final int KEPT = 4096;
    /** The root of the unified hierarchy: on hosts with the old hierarchies every process is in it. */
    private static final long ROOT_CGROUP = 1;

    private final ProcessSource source;
    private final Map<Long, String> byCgroup = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > KEPT;
        }
    };

    ContainerIds(ProcessSource source) {
        this.source = source;
    }

    String of(Header header, ProcessTable table) {
        if (header.cgroupId() <= ROOT_CGROUP) {
            return table.find(header.process())
                    .map(ProcessSnapshot::containerId)
                    .orElse("");
        }
        return byCgroup.computeIfAbsent(
                header.cgroupId(),
                unseen -> source.find(header.process().pid())
                        .map(ProcessSnapshot::containerId)
                        .orElse(""));
    }
}
