// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/**
 * A set of processes, by hash: 512 bits. It tells whether an older record of a process may still wait, so that the
 * records of one process stay in order. Two processes that share a bit only wait for each other without need.
 */
public final class Buckets {
    /** How many there are. */
    public static final int COUNT = 512;

    /** Bytes of a set. */
    static final int BYTES = COUNT / 8;

    private static final int WORDS = COUNT / 64;

    private final long[] words;

    public Buckets() {
        this(new long[WORDS]);
    }

    private Buckets(long[] words) {
        this.words = words;
    }

    /** The bucket of something with this hash. */
    public static int of(long hash) {
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 55);
    }

    public void add(int bucket) {
        words[bucket >>> 6] |= 1L << bucket;
    }

    public boolean contains(int bucket) {
        return (words[bucket >>> 6] & 1L << bucket) != 0;
    }

    static Buckets read(java.nio.ByteBuffer from) {
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = from.getLong();
        }
        return new Buckets(words);
    }

    void write(java.nio.ByteBuffer to) {
        for (long word : words) {
            to.putLong(word);
        }
    }
}
