// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import io.sealwatch.event.Sample;

/**
 * Writes that are too small to judge one by one, as a cipher's block at a time makes them: their bytes are gathered until
 * there are enough, and what they were is counted.
 */
public final class Trickle {
    private static final int MOST = 128;
    private static final int FEWEST_WRITES = 3;
    private static final byte[] NOTHING = {};

    private final byte[] bytes = new byte[MOST];
    private int length;
    private int unreadable;
    private int readable;

    /** Takes the next small write; returns all that was gathered so far as one sample. */
    public Sample gather(Sample sample) {
        for (int i = 0; i < sample.headLength() && length < MOST; i++) {
            bytes[length++] = (byte) sample.at(i);
        }
        return new Sample(java.util.Arrays.copyOf(bytes, length), NOTHING, NOTHING);
    }

    /** What the last one was judged to be. */
    public void count(Kind kind) {
        if (kind.isUnreadable()) {
            unreadable++;
        } else if (kind != Kind.UNKNOWN) {
            readable++;
        }
    }

    /** Several were seen, and hardly one that could be read. */
    public boolean isUnreadable() {
        return unreadable >= FEWEST_WRITES && readable * FEWEST_WRITES <= unreadable;
    }
}
