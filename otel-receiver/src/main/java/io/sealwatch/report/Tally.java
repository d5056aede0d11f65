// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.HashSet;
import java.util.Set;

/** Counts of what was done to files, by a process or in a folder. Files are told apart up to a bound. */
final class Tally {
    private static final int MOST_FILES = 20_000;

    private final Set<Integer> files = new HashSet<>();
    private long created;
    private long renamed;
    private long deleted;
    private long written;
    private long random;

    void add(Line line) {
        if (!line.isChange()) {
            return;
        }
        if (files.size() < MOST_FILES) {
            files.add(line.text(io.sealwatch.contract.Attribute.FILE_PATH).hashCode());
        }
        switch (line.event()) {
            case "file.create" -> created++;
            case "file.rename" -> renamed++;
            case "file.delete" -> deleted++;
            default -> written++;
        }
        if (line.isRandomWrite()) {
            random++;
        }
    }

    long files() {
        return files.size();
    }

    long created() {
        return created;
    }

    long renamed() {
        return renamed;
    }

    long deleted() {
        return deleted;
    }

    long random() {
        return random;
    }

    /** Writes that were not random, or not sampled. */
    long plain() {
        return written - random;
    }

    long changes() {
        return created + renamed + deleted + written;
    }
}
