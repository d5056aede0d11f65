// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the page shows, gathered in one pass over the records. Each list is bounded, and what is left out is counted. */
final class ReportModel {
    static final int PARTS = 96;
    private static final int MOST_FOLDERS = 20_000;
    private static final int MOST_CHANGES = 1_000;

    private final TimeRange range;
    private final Map<Kind, long[]> timeline = new EnumMap<>(Kind.class);
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final Map<String, Tally> folders = new LinkedHashMap<>();
    private final Map<String, Long> hosts = new TreeMap<>();
    private final Map<String, Long> cryptoFunctions = new TreeMap<>();
    private final Map<String, Long> extensions = new TreeMap<>();
    private final ProcessForest processes = new ProcessForest();
    private final EntropyGrid entropy;
    private final Tally total = new Tally();
    private final List<Line> changes = new ArrayList<>();
    private long changesNotKept;
    private long records;
    private long lost;

    ReportModel(TimeRange range) {
        this.range = range;
        entropy = new EntropyGrid(range);
        for (Kind kind : Kind.values()) {
            timeline.put(kind, new long[PARTS]);
        }
    }

    void add(Line line) {
        records++;
        hosts.merge(line.text("host.name"), 1L, Long::sum);
        lost += line.number(Attribute.LOSS_COUNT);
        if (line.isSensor()) {
            return;
        }
        Kind.of(line).ifPresent(kind -> bars(kind)[range.part(line.millis(), PARTS)]++);
        processes.add(line);
        entropy.add(line);
        if (line.isDetection()) {
            Verdict known = verdicts.get(line.text(Attribute.ACTIVITY_ID));
            verdicts.put(
                    line.text(Attribute.ACTIVITY_ID), new Verdict(known == null ? line.millis() : known.first(), line));
        } else if (line.event().equals("crypto.init")) {
            cryptoFunctions.merge(line.text(Attribute.CRYPTO_FUNCTION), 1L, Long::sum);
        } else if (line.isChange()) {
            change(line);
        }
    }

    private void change(Line line) {
        total.add(line);
        if (line.event().equals("file.create") || line.event().equals("file.rename")) {
            String extension = line.text(Attribute.FILE_EXTENSION);
            if (extensions.containsKey(extension) || extensions.size() < MOST_FOLDERS) {
                extensions.merge(extension, 1L, Long::sum);
            }
        }
        String folder = line.text(Attribute.FILE_DIRECTORY);
        if (folders.containsKey(folder) || folders.size() < MOST_FOLDERS) {
            folders.computeIfAbsent(folder, any -> new Tally()).add(line);
        }
        if (changes.size() < MOST_CHANGES) {
            changes.add(line);
        } else {
            changesNotKept++;
        }
    }

    TimeRange range() {
        return range;
    }

    long[] bars(Kind kind) {
        return timeline.getOrDefault(kind, new long[PARTS]);
    }

    Collection<Verdict> verdicts() {
        return verdicts.values();
    }

    Map<String, Tally> folders() {
        return folders;
    }

    /** Names of the hosts; NDJSON of one sensor does not name its own. */
    List<String> hosts() {
        return hosts.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }

    Map<String, Long> cryptoFunctions() {
        return cryptoFunctions;
    }

    /** Of the files that were made or got a new name; the empty one is none. */
    Map<String, Long> extensions() {
        return extensions;
    }

    ProcessForest processes() {
        return processes;
    }

    EntropyGrid entropy() {
        return entropy;
    }

    Tally total() {
        return total;
    }

    List<Line> changes() {
        return changes;
    }

    long changesNotKept() {
        return changesNotKept;
    }

    long records() {
        return records;
    }

    /** Events that the sensor said were lost. */
    long lost() {
        return lost;
    }
}
