// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

/**
 * A number for each of up to a limit of numbers, without an object for each: every event of an episode asks here. Zero
 * stands for none.
 */
final class LongTable {
    private static final int FIRST = 16;

    private final int limit;
    private long[] keys = new long[FIRST];
    private long[] values = new long[FIRST];
    private int size;

    LongTable(int limit) {
        this.limit = limit;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= limit;
    }

    /** Replaces the key's value and returns the old one, zero when it is new. A new key is not taken when this is full. */
    long put(long anyKey, long value) {
        // zero marks an empty place
        long key = anyKey == 0 ? Long.MIN_VALUE : anyKey;
        int at = find(key);
        if (keys[at] == key) {
            long old = values[at];
            values[at] = value;
            return old;
        }
        if (!isFull()) {
            keys[at] = key;
            values[at] = value;
            size++;
            if (2 * size > keys.length) {
                grow();
            }
        }
        return 0;
    }

    /** Where the key is, or the empty place where it belongs. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
