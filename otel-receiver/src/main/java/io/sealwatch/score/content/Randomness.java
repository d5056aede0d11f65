// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import io.sealwatch.event.Sample;

/**
 * How far sampled bytes are from uniformly random, in standard deviations of the sum of squared counts. Ciphertext lies
 * within a few of zero whatever the length; text lies at 50 and more, code at 20, while the body of a compressed file lies
 * at 0 to 4 and needs its header or many samples to be told from ciphertext.
 *
 * <p>Shannon entropy says the same with a bias that depends on the length of the sample; this statistic has none.
 * Instances hold scratch space; not thread-safe.
 */
public final class Randomness {
    /** Fewer bytes than this say nothing. */
    public static final int MIN_BYTES = 24;

    /** Above this many standard deviations bytes are not random: one in thirty thousand random samples is. */
    public static final double LIMIT = 4.0;

    private static final int ARMOR_HEAD = 128;
    private static final int FEWEST_ENCODED = 100;
    private static final int FEWEST_EACH = 12;

    private final int[] counts = new int[256];
    private byte[] bytes = new byte[512];
    private int length;
    private int distinct;

    /** Takes the sample that the other methods speak of. */
    public void load(Sample sample) {
        if (bytes.length < sample.length()) {
            bytes = new byte[sample.length()];
        }
        length = sample.copyTo(bytes);
    }

    /** Standard deviations of a range of the sample. */
    public double deviation(int from, int to) {
        long squares = 0;
        distinct = 0;
        for (int i = from; i < to; i++) {
            int before = counts[bytes[i] & 0xFF]++;
            squares += 2L * before + 1;
            distinct += before == 0 ? 1 : 0;
        }
        forget(from, to);
        return standardized(squares, to - from, 256);
    }

    /** Different byte values in the range that {@link #deviation} was asked about last. */
    public int distinct() {
        return distinct;
    }

    /**
     * Standard deviations of every second block of a power-of-two size: finds ciphertext that is interleaved with something
     * else.
     *
     * @param odd the second, fourth, ... block instead of the first, third, ...
     */
    public double deviationOfBlocks(int blockBits, boolean odd) {
        long squares = 0;
        int taken = 0;
        int parity = odd ? 1 : 0;
        for (int i = 0; i < length; i++) {
            if ((i >> blockBits & 1) == parity) {
                squares += 2L * counts[bytes[i] & 0xFF]++ + 1;
                taken++;
            }
        }
        forget(0, length);
        return taken < MIN_BYTES ? Double.MAX_VALUE : standardized(squares, taken, 256);
    }

    /**
     * Uniform over a small printable alphabet: base64, base32, base85 or hexadecimal of something random. The same
     * encodings of text are far from uniform.
     */
    public boolean isEncodedRandom() {
        // armor begins with a line or two of plain words
        return isEncodedRandom(0, length)
                || (length >= 2 * ARMOR_HEAD && isEncodedRandom(ARMOR_HEAD, Math.min(length, 3 * ARMOR_HEAD)));
    }

    private boolean isEncodedRandom(int from, int to) {
        int used = 0;
        int taken = 0;
        int seen = from;
        long squares = 0;
        boolean printable = true;
        for (; seen < to && printable; seen++) {
            int value = bytes[seen] & 0xFF;
            if (value == '\n' || value == '\r' || value == '=') {
                continue;
            }
            printable = value > ' ' && value < 0x7F;
            if (counts[value] == 0) {
                used++;
            }
            squares += 2L * counts[value]++ + 1;
            taken++;
        }
        boolean even = printable && isEven(from, seen, (double) taken / Math.max(1, used));
        forget(from, seen);
        return even && taken >= FEWEST_ENCODED && used >= 15 && standardized(squares, taken, used) < LIMIT;
    }

    /** No symbol is far rarer than the rest, as the commas of a table of hashes are. */
    private boolean isEven(int from, int to, double expected) {
        if (expected < FEWEST_EACH) {
            return true;
        }
        for (int i = from; i < to; i++) {
            int count = counts[bytes[i] & 0xFF];
            if (count > 0 && count * 4 < expected) {
                return false;
            }
        }
        return true;
    }

    /** One byte value throughout. */
    public boolean isConstant() {
        for (int i = 1; i < length; i++) {
            if (bytes[i] != bytes[0]) {
                return false;
            }
        }
        return true;
    }

    private void forget(int from, int to) {
        for (int i = from; i < to; i++) {
            counts[bytes[i] & 0xFF] = 0;
        }
    }

    /** The sum has mean n + n(n-1)/m for m equally likely symbols; twice the colliding pairs makes its variance. */
    private static double standardized(long squares, int n, int symbols) {
        double pairs = (double) n * (n - 1) / symbols;
        return (squares - n - pairs) / Math.sqrt(2 * pairs);
    }
}
