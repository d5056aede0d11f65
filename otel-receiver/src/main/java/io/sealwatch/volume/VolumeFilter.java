// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.volume;

import io.sealwatch.contract.Attribute;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands before sinks and holds back what the {@link VolumeSettings} exclude. Detections and what the sensor says about
 * itself always pass. The sequence numbers of what is held back are missing downstream; the counts say so.
 */
public final class VolumeFilter implements Sink {
    private final VolumeSettings settings;
    private final List<PathMatcher> paths;
    private final List<PathMatcher> executables;
    private final List<Sink> sinks;
    private volatile long bySeverity;
    private volatile long byPath;
    private volatile long byExecutable;

    public VolumeFilter(VolumeSettings settings, List<Sink> sinks) {
        this.settings = settings;
        this.paths =
                settings.excludedPaths().stream().map(VolumeSettings::matcher).toList();
        this.executables = settings.excludedExecutables().stream()
                .map(VolumeSettings::matcher)
                .toList();
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void accept(Observation observation) {
        if (passes(observation)) {
            for (Sink sink : sinks) {
                sink.accept(observation);
            }
        }
    }

    // Only the pipeline's thread counts; others read.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private boolean passes(Observation observation) {
        Event event = observation.event();
        if (event instanceof SensorEvent) {
            return true;
        }
        if (observation.flags().severity().compareTo(settings.minimumSeverity()) < 0) {
            bySeverity++;
            return false;
        }
        if (matches(executables, observation.process().executable())) {
            byExecutable++;
            return false;
        }
        if (event instanceof FileEvent file && matches(paths, file.path())) {
            byPath++;
            return false;
        }
        return true;
    }

    private static boolean matches(List<PathMatcher> globs, FilePath path) {
        if (globs.isEmpty() || path.isEmpty()) {
            return false;
        }
        try {
            Path candidate = Path.of(path.toString());
            return globs.stream().anyMatch(glob -> glob.matches(candidate));
        } catch (InvalidPathException unusual) {
            // What cannot be compared is not excluded.
            return false;
        }
    }

    /** What was held back, by attribute name; any thread may ask. */
    public Map<String, Long> suppressed() {
        return new TreeMap<>(Map.of(
                Attribute.SUPPRESSED_SEVERITY, bySeverity,
                Attribute.SUPPRESSED_PATH, byPath,
                Attribute.SUPPRESSED_EXECUTABLE, byExecutable));
    }

    @Override
    public void flush() {
        sinks.forEach(Sink::flush);
    }

    @Override
    public void close() {
        sinks.forEach(Sink::close);
    }
}
