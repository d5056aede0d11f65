// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.process.ProcessSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Proves the whole path, from system call to the last step before the sinks: another process makes an empty file in a
 * folder of our own, renames it and deletes it, and each of the three must arrive, once. A process of its own, because
 * the sensor does not observe itself.
 *
 * <p>{@link #perform} may be called by any thread; everything else belongs to the pipeline's.
 */
final class Canary implements Detector {
    private static final String BEFORE = "canary";
    private static final String AFTER = "canary-renamed";
    private static final long PATIENCE_SECONDS = 5;
    private static final List<EventKind> STEPS =
            List.of(EventKind.FILE_CREATE, EventKind.FILE_RENAME, EventKind.FILE_DELETE);

    private final Path folder;
    private final Map<EventKind, List<Long>> seen = new LinkedHashMap<>();

    private Canary(Path folder) {
        this.folder = folder;
        reset();
    }

    /** With a folder of its own where temporary files lie. */
    static Canary create() throws IOException {
        return new Canary(Files.createTempDirectory("sealwatch-canary-").toRealPath());
    }

    /** Forgets what was seen; call it before the next {@link #perform}. */
    void reset() {
        STEPS.forEach(kind -> seen.put(kind, new ArrayList<>()));
    }

    /**
     * Does the three operations, and waits until they are done.
     *
     * @return what hindered it, empty when nothing did
     */
    String perform() {
        try {
            Process process = new ProcessBuilder(
                            "sh", "-c", ": > " + BEFORE + " && mv " + BEFORE + " " + AFTER + " && rm " + AFTER)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "the canary's process did not end";
            }
            return process.exitValue() == 0 ? "" : "the canary's process failed with " + process.exitValue();
        } catch (IOException failed) {
            return "the canary's process could not be started: " + failed.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "the canary was interrupted";
        }
    }

    @Override
    public List<? extends SensorEvent> observe(Event event, ProcessSnapshot process) {
        List<Long> times = seen.get(event.kind());
        if (times != null && event instanceof FileEvent file && isOurs(file)) {
            times.add(event.header().timeNanos());
        }
        return List.of();
    }

    private boolean isOurs(FileEvent event) {
        if (event instanceof FileRenamed renamed) {
            return is(renamed.previousPath().toString(), BEFORE)
                    && is(renamed.path().toString(), AFTER);
        }
        return is(event.path().toString(), event.kind() == EventKind.FILE_CREATE ? BEFORE : AFTER);
    }

    private boolean is(String path, String name) {
        return path.endsWith(name) && path.equals(folder.resolve(name).toString());
    }

    boolean isComplete() {
        return seen.values().stream().noneMatch(List::isEmpty);
    }

    /** Steps with the boot clock of each time they were seen, in the order they are made. */
    Map<EventKind, List<Long>> seen() {
        return seen;
    }

    /** Names of the steps that were not seen. */
    List<String> unseen() {
        return seen.entrySet().stream()
                .filter(step -> step.getValue().isEmpty())
                .map(step -> step.getKey().eventName())
                .toList();
    }

    @Override
    public double score(ProcessKey process) {
        return 0;
    }

    @Override
    public void eventsLost(long timeNanos, long count) {}

    /** Removes the folder; what a broken canary left in it goes, too. */
    void remove() {
        try {
            Files.deleteIfExists(folder.resolve(BEFORE));
            Files.deleteIfExists(folder.resolve(AFTER));
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            System.err.println("sealwatch: " + folder + " could not be removed: " + left.getMessage());
        }
    }
}
