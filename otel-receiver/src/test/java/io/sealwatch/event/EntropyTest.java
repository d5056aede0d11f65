// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EntropyTest {
    @Test
    void oneByteValueHasNone() {
        assertThat(sample(new byte[256]).entropy()).isZero();
    }

    @Test
    void allByteValuesOnceHaveEightBits() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(sample(all).entropy()).isCloseTo(8, within(1e-9));
    }

    @Test
    void aSmallRandomSampleCannotShowAllEightBits() {
        byte[] random = new byte[256];
        new Random(1).nextBytes(random);

        assertThat(sample(random).entropy()).isBetween(7.0, 7.4);
    }

    @Test
    void anEmptySampleHasNone() {
        assertThat(Sample.NONE.entropy()).isZero();
    }

    private static Sample sample(byte[] head) {
        return new Sample(head, new byte[0], new byte[0]);
    }
}
