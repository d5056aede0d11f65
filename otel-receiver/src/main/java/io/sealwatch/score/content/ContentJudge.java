// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import io.sealwatch.event.Sample;

/**
 * Says what sampled bytes are. The sample is judged in parts of 128 bytes, so that a plain header before ciphertext or a
 * plain footer behind it does not hide it.
 *
 * <p>What fools it: a body of a compressed format written without its header (random to every test this size), and
 * ciphertext drawn out over more than twice its length.
 */
public final class ContentJudge {
    private static final int PART = 128;
    private static final int INTERLEAVED_DISTINCT = 90;
    private static final int FEWEST_DISTINCT = 75;
    private static final double NOT_SEEN = -1;

    private final Randomness randomness = new Randomness();

    /**
     * @param kind what the bytes are
     * @param format the known format they begin with
     * @param deviation of all bytes, in standard deviations from random
     */
    public record Judgement(Kind kind, Format format, double deviation) {
        private static final Judgement NOTHING = new Judgement(Kind.UNKNOWN, Format.NONE, NOT_SEEN);
    }

    /**
     * What a program writes: a format's first bytes count only when what follows them fits.
     *
     * @param start the sample begins at the first byte of the file
     */
    public Judgement written(Sample sample, boolean start) {
        Format format = start ? Format.of(sample) : Format.NONE;
        boolean genuine = HeaderCheck.holds(format, sample) && !HeaderCheck.packsRandom(format, sample);
        return judge(sample, genuine ? format : Format.NONE);
    }

    /** What was there before: a damaged picture was a picture. */
    public Judgement read(Sample start) {
        return judge(start, Format.of(start));
    }

    private Judgement judge(Sample sample, Format format) {
        int length = sample.length();
        randomness.load(sample);
        if (format != Format.NONE) {
            Kind kind = format.isEncrypted() ? Kind.ENCRYPTED : Kind.FORMAT;
            return new Judgement(kind, format, randomness.deviation(0, length));
        }
        if (length < Randomness.MIN_BYTES) {
            return Judgement.NOTHING;
        }
        double deviation = randomness.deviation(0, length);
        return new Judgement(kind(sample, randomness.distinct()), Format.NONE, deviation);
    }

    private Kind kind(Sample sample, int distinct) {
        int length = sample.length();
        if (length >= PART && distinct < FEWEST_DISTINCT) {
            // 128 random bytes have 101 different values, give or take 4: no part of this one is random
            return plain(sample, distinct);
        }
        int random = 0;
        int parts = 0;
        boolean first = false;
        for (int from = 0; from < length; from += PART) {
            int to = length - from < PART + Randomness.MIN_BYTES ? length : from + PART;
            boolean isRandom = randomness.deviation(from, to) < Randomness.LIMIT;
            first |= isRandom && from == 0;
            random += isRandom ? 1 : 0;
            parts++;
            if (to == length) {
                break;
            }
        }
        if (random * 2 > parts) {
            return first ? Kind.RANDOM : Kind.RANDOM_BODY;
        }
        return random == 0 ? plain(sample, distinct) : Kind.RANDOM_BODY;
    }

    private Kind plain(Sample sample, int distinct) {
        if (randomness.isConstant()) {
            return Kind.CONSTANT;
        }
        if (randomness.isEncodedRandom()) {
            return Kind.ENCODED;
        }
        // 256 random bytes have about 162 different values: text never gets near, so it skips the costly part
        boolean interleaved = sample.length() >= 2 * PART
                && distinct * 5 > sample.length()
                && distinct > INTERLEAVED_DISTINCT
                && (isRandomBlocks(4) || isRandomBlocks(0));
        return interleaved ? Kind.RANDOM_BODY : Kind.STRUCTURED;
    }

    private boolean isRandomBlocks(int blockBits) {
        return randomness.deviationOfBlocks(blockBits, false) < Randomness.LIMIT
                || randomness.deviationOfBlocks(blockBits, true) < Randomness.LIMIT;
    }
}
