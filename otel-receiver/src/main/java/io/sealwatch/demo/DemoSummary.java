// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import io.sealwatch.event.Detection;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.score.Severity;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the sensor made of the attack on one folder. Time and files count from the attacker's first event below it, so
 * the making of the folder must be over before this sink is in place.
 */
public final class DemoSummary implements Sink {
    private static final double NANOS_PER_MILLI = 1e6;

    private final DemoScope scope;
    private final Map<Severity, Map<EventKind, Long>> flags = new EnumMap<>(Severity.class);
    private final Set<String> changed = new HashSet<>();
    private int responses;
    private String lastResponse = "";
    private long firstNanos;
    private Optional<Moment> firstMajor = Optional.empty();
    private Optional<Moment> detected = Optional.empty();
    private Optional<Detection> detection = Optional.empty();

    /**
     * A moment of the attack.
     *
     * @param millis since the attack's first event
     * @param files changed until then
     */
    public record Moment(double millis, int files) {
        @Override
        public String toString() {
            return "after %.0f ms and %d file%s".formatted(millis, files, files == 1 ? "" : "s");
        }
    }

    public DemoSummary(Path folder) {
        this.scope = new DemoScope(folder);
    }

    @Override
    public void accept(Observation observation) {
        if (!scope.holds(observation)) {
            return;
        }
        if (observation.event() instanceof Detection verdict) {
            detected(observation, verdict);
        } else if (observation.event() instanceof ResponseTaken response) {
            if (response.action() != ResponseTaken.Action.NONE) {
                responses++;
                lastResponse = response.action().label();
            }
        } else if (observation.event() instanceof FileEvent event) {
            if (firstNanos == 0) {
                firstNanos = observation.epochNanos();
            }
            note(event);
            Severity severity = observation.flags().severity();
            flags.computeIfAbsent(severity, unused -> new EnumMap<>(EventKind.class))
                    .merge(event.kind(), 1L, Long::sum);
            if (severity == Severity.MAJ && firstMajor.isEmpty()) {
                firstMajor = Optional.of(moment(observation));
            }
        }
    }

    private void detected(Observation observation, Detection verdict) {
        if (detection.isEmpty()) {
            detected = Optional.of(moment(observation));
            detection = Optional.of(verdict);
        }
    }

    /** Counts files that lost their content or their name: what a user would miss. */
    private void note(FileEvent event) {
        if (!event.succeeded()) {
            return;
        }
        if (event instanceof FileDeleted deleted && !deleted.directory()) {
            changed.add(deleted.path().toString());
        } else if (event instanceof FileRenamed renamed) {
            changed.add(renamed.previousPath().toString());
        } else if (event instanceof FileTransferred transfer && transfer.written()) {
            overwritten(transfer.path().toString());
        } else if (event instanceof FileOpened opened && opened.truncates() && !opened.created()) {
            overwritten(opened.path().toString());
        }
    }

    private void overwritten(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.endsWith(".locked") && !name.equals(SafeLocker.NOTE) && !name.equals(LockJournal.NAME)) {
            changed.add(path);
        }
    }

    private Moment moment(Observation observation) {
        return new Moment((observation.epochNanos() - firstNanos) / NANOS_PER_MILLI, changed.size());
    }

    /** Distinct files that lost their content or their name. */
    public int filesChanged() {
        return changed.size();
    }

    /** When the first event was flagged MAJ. */
    public Optional<Moment> firstMajor() {
        return firstMajor;
    }

    /** The first verdict, if there was one. */
    public Optional<Detection> detection() {
        return detection;
    }

    /** When the first verdict came. */
    public Optional<Moment> detectedAt() {
        return detected;
    }

    /** Events below the folder that got this flag. */
    public long flagged(Severity severity) {
        return flags.getOrDefault(severity, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** A short block of lines for people. */
    public String text() {
        StringBuilder out = new StringBuilder("Attack on " + scope.below() + "\n");
        line(out, "files changed", String.valueOf(filesChanged()));
        for (Severity severity : Severity.values()) {
            line(out, "flagged " + severity, flagged(severity) + kinds(severity));
        }
        line(out, "first MAJ", firstMajor.map(Moment::toString).orElse("none"));
        line(out, "detection", detected.map(Moment::toString).orElse("none"));
        if (responses > 0) {
            line(
                    out,
                    "response",
                    lastResponse.replace('_', ' ') + " of " + responses + (responses == 1 ? " process" : " processes"));
        }
        detection.ifPresent(verdict -> line(out, "rule", verdict.ruleName()));
        detection.ifPresent(verdict -> verdict.reasons().forEach(reason -> line(out, "", reason)));
        return out.toString();
    }

    private String kinds(Severity severity) {
        StringBuilder out = new StringBuilder();
        flags.getOrDefault(severity, Map.of())
                .forEach((kind, count) -> out.append(out.isEmpty() ? "  (" : ", ")
                        .append(kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                        .append(' ')
                        .append(count));
        return out.isEmpty() ? "" : out.append(')').toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("  %-14s %s%n".formatted(name, value));
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // owns nothing
    }
}
