// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** Shannon entropy of sampled bytes. */
final class Entropy {
    private static final double LOG_2 = Math.log(2);

    /** n ln n: a sample holds at most 512 bytes, and the logarithm is the cost of it all. */
    private static final double[] TABLE = new double[513];

    static {
        for (int count = 1; count < TABLE.length; count++) {
            TABLE[count] = count * Math.log(count);
        }
    }

    private Entropy() {}

    /**
     * Bits per byte, 0 to 8. A sample of 256 random bytes measures about 7.2, of 512 about 7.6: a small sample cannot
     * show all values.
     */
    static double bitsPerByte(Sample sample) {
        int length = sample.length();
        if (length == 0) {
            return 0;
        }
        double sum = 0;
        for (int count : sample.histogram()) {
            sum += count < TABLE.length ? TABLE[count] : count * Math.log(count);
        }
        return Math.max(0, (Math.log(length) - sum / length) / LOG_2);
    }
}
