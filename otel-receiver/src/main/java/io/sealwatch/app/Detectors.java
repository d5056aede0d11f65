// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.decoy.PlantedDecoys;
import io.sealwatch.exception.Exceptions;
import io.sealwatch.pipeline.ActivityDetection;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.procfs.CgroupPaths;
import io.sealwatch.score.ActivityDetector;
import io.sealwatch.score.Decoys;
import io.sealwatch.score.ExceptionPolicy;
import java.util.List;
import java.util.function.Function;

/** What judges the events of a run. */
final class Detectors {
    private Detectors() {}

    /**
     * Of this host, now.
     *
     * @param acting what makes the engine a detector, with or without a response
     */
    static List<Detector> live(
            AgentSettings settings,
            HostIdentity host,
            PlantedDecoys planted,
            Function<ActivityDetector, Detector> acting) {
        ExceptionPolicy exceptions = Exceptions.live(
                settings.exceptions(),
                new CgroupPaths()::path,
                host.bootEpochNanos(),
                notice -> System.err.println("sealwatch: " + notice));
        return of(settings, planted.decoys(), exceptions, acting);
    }

    /** Of a recording. */
    static List<Detector> replayed(AgentSettings settings, HostIdentity host) {
        return of(
                settings,
                Decoys.NONE,
                Exceptions.recorded(settings.exceptions(), host.bootEpochNanos()),
                ActivityDetection::new);
    }

    private static List<Detector> of(
            AgentSettings settings,
            Decoys decoys,
            ExceptionPolicy exceptions,
            Function<ActivityDetector, Detector> acting) {
        return settings.detects()
                ? List.of(acting.apply(new ActivityDetector(settings.detector(), decoys, exceptions)))
                : List.of();
    }
}
