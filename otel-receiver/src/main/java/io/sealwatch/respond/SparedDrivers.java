// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Common parents that were spared, such as the shell that a person types into. What they start next is not under the verdict,
 * unless it is a program that the activity's workers ran: a loop that is typed must not go on with the next file.
 */
final class SparedDrivers {
    private static final int MOST = 64;
    private static final long LASTS_NANOS = 60_000_000_000L;

    private final Map<Integer, Spared> byPid = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Spared> eldest) {
            return size() > MOST;
        }
    };

    private record Spared(Detection verdict, Set<FilePath> programs, long sinceNanos) {}

    /** The program of the worker whose event tipped the verdict is known from now on. */
    void add(ProcessKey driver, Detection verdict) {
        byPid.put(
                driver.pid(),
                new Spared(verdict, new HashSet<>(), verdict.header().timeNanos()));
    }

    void clear() {
        byPid.clear();
    }

    /** Workers of the activity run this program. */
    void learn(Detection verdict, FilePath program) {
        if (!program.isEmpty()) {
            byPid.values().stream()
                    .filter(spared -> spared.verdict().activityId().equals(verdict.activityId()))
                    .forEach(spared -> spared.programs().add(program));
        }
    }

    /** The verdict that a new process falls under. */
    Optional<Detection> verdictFor(ProcessExecuted exec) {
        Spared spared = byPid.get(exec.header().parentPid());
        return spared != null
                        && exec.header().timeNanos() - spared.sinceNanos() < LASTS_NANOS
                        && spared.programs().contains(exec.executable())
                ? Optional.of(spared.verdict())
                : Optional.empty();
    }
}
