// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Features per process with labels, as the seed's data preparation writes them: a CSV whose first column is {@code PID}, and
 * one with the process ids that belong to ransomware.
 *
 * @param columns names of the features
 * @param rows one array per process, in the order of the columns
 * @param labels true for ransomware
 * @param unknownLabels labelled process ids that the table does not have
 */
public record FeatureTable(List<String> columns, List<double[]> rows, List<Boolean> labels, int unknownLabels) {
    private static final String ID = "PID";

    public FeatureTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        labels = List.copyOf(labels);
    }

    /** Reads both files. */
    public static FeatureTable read(Path data, Path labels) {
        Set<Long> guilty = readLabels(labels);
        List<String> lines = lines(data);
        List<String> header = List.of(lines.get(0).split(",", -1));
        if (!header.get(0).equals(ID)) {
            throw new EvaluationException(data + ": the first column is '" + header.get(0) + "', it must be PID");
        }
        List<double[]> rows = new ArrayList<>();
        List<Boolean> marks = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int number = 1; number < lines.size(); number++) {
            String line = lines.get(number);
            if (line.isBlank()) {
                continue;
            }
            double[] values = numbers(line, header.size(), data, number + 1);
            long id = (long) values[0];
            rows.add(Arrays.copyOfRange(values, 1, values.length));
            marks.add(guilty.contains(id));
            seen.add(id);
        }
        guilty.removeAll(seen);
        return new FeatureTable(header.subList(1, header.size()), rows, marks, guilty.size());
    }

    private static Set<Long> readLabels(Path file) {
        Set<Long> ids = new HashSet<>();
        List<String> lines = lines(file);
        for (int number = 0; number < lines.size(); number++) {
            String text = lines.get(number).strip();
            if (!text.isEmpty() && !(number == 0 && text.equals(ID))) {
                ids.add((long) numbers(text, 1, file, number + 1)[0]);
            }
        }
        return ids;
    }

    /** The same processes with the features of another table: what this one lacks is 0, what the other lacks is left out. */
    public FeatureTable withColumns(List<String> wanted) {
        int[] from = wanted.stream().mapToInt(columns::indexOf).toArray();
        List<double[]> aligned = new ArrayList<>(rows.size());
        for (double[] row : rows) {
            double[] values = new double[from.length];
            for (int column = 0; column < from.length; column++) {
                values[column] = from[column] < 0 ? 0 : row[from[column]];
            }
            aligned.add(values);
        }
        return new FeatureTable(wanted, aligned, labels, unknownLabels);
    }

    /** Those of another table that this one lacks. */
    public List<String> missing(List<String> wanted) {
        return wanted.stream().filter(column -> !columns.contains(column)).toList();
    }

    /** One can learn from it. */
    void requireBothClasses() {
        if (positives() == 0 || positives() == size()) {
            throw new EvaluationException("the training data has one class only: give both");
        }
    }

    /** Some of the processes. */
    public FeatureTable select(List<Integer> indexes) {
        return new FeatureTable(
                columns,
                indexes.stream().map(rows::get).toList(),
                indexes.stream().map(labels::get).toList(),
                0);
    }

    public int size() {
        return rows.size();
    }

    public long positives() {
        return labels.stream().filter(label -> label).count();
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw new EvaluationException(file + " is empty: give a table with a header");
            }
            return lines;
        } catch (IOException unreadable) {
            throw new EvaluationException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static double[] numbers(String line, int expected, Path file, int lineNumber) {
        String[] parts = line.split(",", -1);
        if (parts.length != expected) {
            throw new EvaluationException(
                    file + " line " + lineNumber + " has " + parts.length + " columns, its header " + expected);
        }
        double[] values = new double[expected];
        for (int i = 0; i < expected; i++) {
            values[i] = number(parts[i].strip(), file, lineNumber);
        }
        return values;
    }

    private static double number(String text, Path file, int lineNumber) {
        try {
            double value = text.isEmpty() ? 0 : Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            throw new EvaluationException(file + " line " + lineNumber + ": '" + text + "' is no number", noNumber);
        }
        throw new EvaluationException(file + " line " + lineNumber + ": '" + text + "' is not finite");
    }
}
