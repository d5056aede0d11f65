// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import java.util.Arrays;

/** Counts distinct numbers up to a limit, in a few hundred bytes. */
public final class DistinctSet {
    private static final long[] EMPTY = {};
    private static final int FIRST = 4;

    private final int limit;
    private long[] values = EMPTY;
    private int size;

    public DistinctSet(int limit) {
        this.limit = limit;
    }

    /** Whether the number was not there yet; false when the set is full. */
    public boolean add(long value) {
        if (contains(value)) {
            return false;
        }
        if (size == limit) {
            return false;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(limit, Math.max(FIRST, size * 2)));
        }
        values[size++] = value;
        return true;
    }

    public boolean contains(long value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    public int size() {
        return size;
    }
}
