// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a CSV of two columns, {@code file,label}: recordings beside it, each {@code attack} or {@code benign}. */
public final class LabelTable {
    private static final String HEADER = "file,label";

    private LabelTable() {}

    /** Throws an {@link EvaluationException} with everything that is wrong. */
    public static List<LabelledFile> read(Path table) {
        List<LabelledFile> files = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        List<String> lines = lines(table);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !(number == 1 && line.equals(HEADER))) {
                row(line, table, number, files, mistakes);
            }
        }
        if (files.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(table + " names no recording: each line is FILE,attack or FILE,benign");
        }
        if (!mistakes.isEmpty()) {
            throw new EvaluationException(String.join("\n", mistakes));
        }
        return List.copyOf(files);
    }

    private static void row(String line, Path table, int number, List<LabelledFile> files, List<String> mistakes) {
        int comma = line.lastIndexOf(',');
        String label = line.substring(comma + 1).strip().toUpperCase(Locale.ROOT);
        if (comma < 1 || !(label.equals("ATTACK") || label.equals("BENIGN"))) {
            mistakes.add(table + " line " + number + " is not FILE,attack or FILE,benign: " + line);
            return;
        }
        Path file =
                table.toAbsolutePath().resolveSibling(line.substring(0, comma).strip());
        files.add(new LabelledFile(file, LabelledFile.Label.valueOf(label)));
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException unreadable) {
            throw new EvaluationException("cannot read " + table + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
