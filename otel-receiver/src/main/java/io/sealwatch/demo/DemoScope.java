// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.pipeline.Observation;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What of a run has to do with the attack on one folder: what happens to its files, and the verdicts on those who did it.
 * A host is never quiet, and somebody else's alarm is not the demo's.
 */
public final class DemoScope {
    private final String below;
    private final Set<ProcessKey> attackers = new HashSet<>();
    private final Set<String> activities = new HashSet<>();

    public DemoScope(Path folder) {
        this.below = folder.toAbsolutePath() + "/";
    }

    /** The folder, with a slash at its end. */
    String below() {
        return below;
    }

    /** To be asked for each observation, in order: it remembers who was at the files. */
    public boolean holds(Observation observation) {
        if (observation.event() instanceof FileEvent event) {
            boolean inside = event.path().toString().startsWith(below);
            if (inside) {
                attackers.add(event.header().process());
            }
            return inside;
        }
        if (observation.event() instanceof Detection verdict) {
            if (attackers.contains(verdict.header().process())) {
                activities.add(verdict.activityId());
            }
            return activities.contains(verdict.activityId());
        }
        // the parent of those who were at the files was not at them itself
        return observation.event() instanceof ResponseTaken response && activities.contains(response.activityId());
    }
}
