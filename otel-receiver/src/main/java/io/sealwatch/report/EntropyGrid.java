// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;

/** How random writes were, over time: a grid of counts. */
final class EntropyGrid {
    static final int COLUMNS = 96;
    static final int ROWS = 32;
    private static final double MOST_BITS = 8;

    private final long[][] counts = new long[COLUMNS][ROWS];
    private final TimeRange range;
    private long writes;
    private long random;

    EntropyGrid(TimeRange range) {
        this.range = range;
    }

    void add(Line line) {
        if (!line.has(Attribute.ENTROPY)) {
            return;
        }
        int row = (int) (line.decimal(Attribute.ENTROPY) / MOST_BITS * ROWS);
        counts[range.part(line.millis(), COLUMNS)][Math.max(0, Math.min(ROWS - 1, row))]++;
        writes++;
        if (line.isRandomWrite()) {
            random++;
        }
    }

    long count(int column, int row) {
        return counts[column][row];
    }

    long row(int row) {
        long sum = 0;
        for (long[] column : counts) {
            sum += column[row];
        }
        return sum;
    }

    long writes() {
        return writes;
    }

    long random() {
        return random;
    }
}
