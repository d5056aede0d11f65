// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import java.util.Arrays;

/**
 * Bytes of a transfer: its start, and its middle and end when it is large. They are used to judge the content and never
 * leave the host (a recording holds them, see docs).
 */
public final class Sample {
    public static final Sample NONE = new Sample(new byte[0], new byte[0], new byte[0]);

    private static final double UNKNOWN = -1;

    private final byte[] head;
    private final byte[] middle;
    private final byte[] tail;
    private volatile double entropy = UNKNOWN;

    public Sample(byte[] head, byte[] middle, byte[] tail) {
        this.head = head.clone();
        this.middle = middle.clone();
        this.tail = tail.clone();
    }

    public boolean isEmpty() {
        return head.length == 0;
    }

    /** Number of sampled bytes. */
    public int length() {
        return head.length + middle.length + tail.length;
    }

    public byte[] head() {
        return head.clone();
    }

    public byte[] middle() {
        return middle.clone();
    }

    public byte[] tail() {
        return tail.clone();
    }

    /** Number of sampled bytes at the start of the transfer. */
    public int headLength() {
        return head.length;
    }

    /** A sampled byte, 0 to 255: the head's first, then the middle's and the tail's. No copy is made. */
    public int at(int index) {
        if (index < head.length) {
            return head[index] & 0xFF;
        }
        int behindHead = index - head.length;
        return (behindHead < middle.length ? middle[behindHead] : tail[behindHead - middle.length]) & 0xFF;
    }

    /**
     * Writes all sampled bytes to a caller's array of at least {@link #length()}: head, middle, tail.
     *
     * @return how many
     */
    public int copyTo(byte[] target) {
        System.arraycopy(head, 0, target, 0, head.length);
        System.arraycopy(middle, 0, target, head.length, middle.length);
        System.arraycopy(tail, 0, target, head.length + middle.length, tail.length);
        return length();
    }

    /** Bits per byte, see {@link Entropy}; counted once, because the episode and every output ask for it. */
    public double entropy() {
        double known = entropy;
        if (known == UNKNOWN) {
            known = Entropy.bitsPerByte(this);
            entropy = known;
        }
        return known;
    }

    /** How often each byte value occurs: 256 counts that add up to {@link #length()}. */
    int[] histogram() {
        int[] counts = new int[256];
        for (byte[] part : new byte[][] {head, middle, tail}) {
            for (byte b : part) {
                counts[b & 0xFF]++;
            }
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample
                && Arrays.equals(head, sample.head)
                && Arrays.equals(middle, sample.middle)
                && Arrays.equals(tail, sample.tail);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {Arrays.hashCode(head), Arrays.hashCode(middle), Arrays.hashCode(tail)});
    }
}
