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

    /** All three, one behind the other. */
    private final byte[] bytes;

    private final int headLength;
    private final int middleLength;
    private volatile double entropy = UNKNOWN;

    /** The arrays are copied. */
    public Sample(byte[] head, byte[] middle, byte[] tail) {
        headLength = head.length;
        middleLength = middle.length;
        bytes = new byte[head.length + middle.length + tail.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(middle, 0, bytes, head.length, middle.length);
        System.arraycopy(tail, 0, bytes, head.length + middle.length, tail.length);
    }

    public boolean isEmpty() {
        return headLength == 0;
    }

    /** Number of sampled bytes. */
    public int length() {
        return bytes.length;
    }

    public byte[] head() {
        return Arrays.copyOf(bytes, headLength);
    }

    public byte[] middle() {
        return Arrays.copyOfRange(bytes, headLength, headLength + middleLength);
    }

    public byte[] tail() {
        return Arrays.copyOfRange(bytes, headLength + middleLength, bytes.length);
    }

    /** Number of sampled bytes at the start of the transfer. */
    public int headLength() {
        return headLength;
    }

    /** A sampled byte, 0 to 255: the head's first, then the middle's and the tail's. No copy is made. */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    /**
     * Writes all sampled bytes to a caller's array of at least {@link #length()}: head, middle, tail.
     *
     * @return how many
     */
    public int copyTo(byte[] target) {
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        return bytes.length;
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
        for (byte b : bytes) {
            counts[b & 0xFF]++;
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample
                && headLength == sample.headLength
                && middleLength == sample.middleLength
                && Arrays.equals(bytes, sample.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * headLength + Arrays.hashCode(bytes);
    }
}
