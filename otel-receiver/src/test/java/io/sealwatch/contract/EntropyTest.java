// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sealwatch.event.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntropyTest {
    @Test
    void oneByteValueHasNone() {
        assertThat(Entropy.bitsPerByte(sample(new byte[256]))).isZero();
    }

    @Test
    void allByteValuesOnceHaveEightBits() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(Entropy.bitsPerByte(sample(all))).isCloseTo(8, within(1e-9));
    }

    @Test
    void aSmallRandomSampleCannotShowAllEightBits() {
        byte[] random = new byte[256];
        new Random(1).nextBytes(random);

        assertThat(Entropy.bitsPerByte(sample(random))).isBetween(7.0, 7.4);
    }

    @Test
    void anEmptySampleHasNone() {
        assertThat(Entropy.bitsPerByte(Sample.NONE)).isZero();
    }

    private static Sample sample(byte[] head) {
        return new Sample(head, new byte[0], new byte[0]);
    }
}
