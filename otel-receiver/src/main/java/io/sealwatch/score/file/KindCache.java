// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.file;

import io.sealwatch.score.content.Kind;

/**
 * What was read of files, by a hash of their name or inode: a table of fixed size without chains, in which a new entry takes
 * the place of an older one with the same low bits. Reading a million files costs no memory and at worst an answer of
 * {@link Kind#UNKNOWN}.
 */
final class KindCache {
    private static final Kind[] KINDS = Kind.values();

    private final long[] keys;
    private final byte[] kinds;
    private final int mask;

    /** @param capacity a power of two */
    KindCache(int capacity) {
        keys = new long[capacity];
        kinds = new byte[capacity];
        mask = capacity - 1;
    }

    void put(long key, Kind kind) {
        int at = (int) key & mask;
        keys[at] = key;
        kinds[at] = (byte) kind.ordinal();
    }

    Kind get(long key) {
        int at = (int) key & mask;
        return keys[at] == key && key != Names.NONE ? KINDS[kinds[at]] : Kind.UNKNOWN;
    }
}
