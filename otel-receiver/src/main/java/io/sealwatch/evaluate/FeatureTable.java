// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /**
     * Reads both files. The column of process ids may stand anywhere, columns may be quoted, and the labels are ids, one a line, with or
     * without a header, or a table with the column {@code PID} and a second one that says 1, true or ransomware.
     */
    public static FeatureTable read(Path data, Path labels) {
        Set<Long> guilty = readLabels(labels);
        List<String> lines = lines(data);
        List<String> header = cells(lines.get(0));
        int id = idColumn(header);
        if (id < 0) {
            throw new EvaluationException(data + ": no column is called PID, the first one is '" + header.get(0) + "'");
        }
        List<String> columns = new ArrayList<>(header);
        columns.remove(id);
        List<double[]> rows = new ArrayList<>();
        List<Boolean> marks = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int number = 1; number < lines.size(); number++) {
            String line = lines.get(number);
            if (line.isBlank()) {
                continue;
            }
            double[] values = numbers(line, header.size(), data, number + 1);
            long process = (long) values[id];
            double[] row = new double[columns.size()];
            System.arraycopy(values, 0, row, 0, id);
            System.arraycopy(values, id + 1, row, id, row.length - id);
            rows.add(row);
            marks.add(guilty.contains(process));
            seen.add(process);
        }
        guilty.removeAll(seen);
        return new FeatureTable(columns, rows, marks, guilty.size());
    }

    private static Set<Long> readLabels(Path file) {
        Set<Long> ids = new HashSet<>();
        List<String> lines = lines(file);
        List<String> header = cells(lines.get(0));
        int id = Math.max(0, idColumn(header));
        boolean titled = idColumn(header) >= 0;
        int columns = header.size();
        for (int number = titled ? 1 : 0; number < lines.size(); number++) {
            List<String> cells = cells(lines.get(number));
            if (lines.get(number).isBlank()) {
                continue;
            }
            if (cells.size() != columns) {
                throw new EvaluationException(file + " line " + (number + 1) + " has " + cells.size()
                        + " columns, its first line " + columns);
            }
            boolean guilty = columns < 2 || isGuilty(cells.get(columns - 1), file, number + 1);
            long process = (long) number(cells.get(id), file, number + 1);
            if (guilty) {
                ids.add(process);
            }
        }
        return ids;
    }

    private static boolean isGuilty(String label, Path file, int line) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true", "ransomware", "malicious", "attack" -> true;
            case "0", "0.0", "false", "benign", "-1", "" -> false;
            default ->
                throw new EvaluationException(
                        file + " line " + line + ": '" + label + "' is no label: give 1 or 0, true or false");
        };
    }

    private static int idColumn(List<String> header) {
        for (int column = 0; column < header.size(); column++) {
            if (header.get(column).equalsIgnoreCase(ID)) {
                return column;
            }
        }
        return -1;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.replace("\uFEFF", "").split(",", -1)) {
            String bare = cell.strip();
            boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
            cells.add(quoted ? bare.substring(1, bare.length() - 1) : bare);
        }
        return cells;
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
        List<String> parts = cells(line);
        if (parts.size() != expected) {
            throw new EvaluationException(
                    file + " line " + lineNumber + " has " + parts.size() + " columns, its header " + expected);
        }
        double[] values = new double[expected];
        for (int i = 0; i < expected; i++) {
            values[i] = number(parts.get(i), file, lineNumber);
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
