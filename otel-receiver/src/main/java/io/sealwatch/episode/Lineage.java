// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import java.util.Optional;

/** Who made whom, as far as the events have told. Bounded: who was not mentioned longest is forgotten. */
final class Lineage {
    private static final int MAX_PROCESSES = 16_384;

    /** init and the kernel's thread maker are everybody's ancestors and say nothing about an activity. */
    private static final int LAST_COMMON_ANCESTOR = 2;

    private final BoundedMap<ProcessKey, Kin> kin = new BoundedMap<>(MAX_PROCESSES);
    private final BoundedMap<ProcessKey, ProcessKey> parents = new BoundedMap<>(MAX_PROCESSES);
    private final BoundedMap<Integer, ProcessKey> byPid = new BoundedMap<>(MAX_PROCESSES);

    /** A process as it was last seen. */
    record Kin(ProcessKey key, Header header, ProcessSnapshot process) {}

    void see(Observation observation) {
        Header header = observation.event().header();
        ProcessKey key = header.process();
        if (kin.get(key) == null || observation.event() instanceof ProcessExecuted) {
            kin.put(key, new Kin(key, header, observation.process()));
            byPid.put(key.pid(), key);
        }
        if (observation.event() instanceof ProcessForked fork) {
            parents.put(fork.child(), key);
            byPid.put(fork.child().pid(), fork.child());
        } else if (observation.event() instanceof ProcessExited) {
            byPid.remove(key.pid());
        }
    }

    /** The parent, when an event has introduced it and it is not everybody's. */
    Optional<Kin> parentOf(Header header) {
        ProcessKey parent = parents.get(header.process());
        if (parent == null) {
            parent = byPid.get(header.parentPid());
        }
        if (parent == null || parent.pid() <= LAST_COMMON_ANCESTOR || parent.equals(header.process())) {
            return Optional.empty();
        }
        return Optional.ofNullable(kin.get(parent));
    }
}
