// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.process;

import java.util.Arrays;

/**
 * Maps up to a fixed number of long keys to slots 0 .. capacity-1, without allocating. What is kept per key lives in
 * arrays of its users, indexed by the slot.
 */
public final class SlotMap {
    /** No slot. */
    public static final int NONE = -1;

    private final int capacity;
    private final int mask;
    private final long[] keys;
    private final int[] slots;
    private final int[] free;
    private int freeCount;

    public SlotMap(int capacity) {
        if (capacity < 1 || capacity > 1 << 24) {
            throw new IllegalArgumentException("capacity must be from 1 to 16777216, not " + capacity);
        }
        this.capacity = capacity;
        int table = Integer.highestOneBit(Math.max(4, capacity * 2 - 1)) << 1;
        mask = table - 1;
        keys = new long[table];
        slots = new int[table];
        Arrays.fill(slots, NONE);
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
    }

    public int capacity() {
        return capacity;
    }

    public int size() {
        return capacity - freeCount;
    }

    public boolean isFull() {
        return freeCount == 0;
    }

    /** The key's slot, or {@link #NONE}. */
    public int find(long key) {
        int at = hash(key) & mask;
        while (slots[at] != NONE) {
            if (keys[at] == key) {
                return slots[at];
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /** Gives a key that is not in the map a slot; there must be a free one. */
    public int insert(long key) {
        if (isFull()) {
            throw new IllegalStateException("all " + capacity + " slots are taken");
        }
        int at = hash(key) & mask;
        while (slots[at] != NONE) {
            at = at + 1 & mask;
        }
        keys[at] = key;
        slots[at] = free[--freeCount];
        return slots[at];
    }

    /** Frees the key's slot, if it has one. */
    public void remove(long key) {
        int at = hash(key) & mask;
        while (slots[at] != NONE && keys[at] != key) {
            at = at + 1 & mask;
        }
        if (slots[at] == NONE) {
            return;
        }
        free[freeCount++] = slots[at];
        close(at);
    }

    /** Moves later entries of the run into the gap, so that finding never has to look past one. */
    private void close(int gapAt) {
        int gap = gapAt;
        int at = gap + 1 & mask;
        while (slots[at] != NONE) {
            int home = hash(keys[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                keys[gap] = keys[at];
                slots[gap] = slots[at];
                gap = at;
            }
            at = at + 1 & mask;
        }
        slots[gap] = NONE;
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
