// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long SECOND = 1_000_000_000L;

    private final BackOff backOff = new BackOff(new SplittableRandom(1));

    /** The clock that only goes forward can stand anywhere, also just before its numbers turn negative. */
    @Test
    void waitsGrowToTenSecondsWhateverTheClockSays() {
        long now = Long.MAX_VALUE - 3 * SECOND;
        long expected = SECOND;
        for (int failure = 0; failure < 20; failure++) {
            backOff.failed(now, Duration.ZERO);
            long wait = backOff.remaining(now);
            assertThat(wait).isBetween(expected * 8 / 10, expected * 12 / 10);
            assertThat(backOff.remaining(now + wait - 1)).isEqualTo(1);
            now += wait;
            assertThat(backOff.remaining(now)).isZero();
            expected = Math.min(10 * SECOND, expected + expected / 2);
        }
        backOff.succeeded();
        assertThat(backOff.isFailing()).isFalse();
        backOff.failed(now, Duration.ZERO);
        assertThat(backOff.remaining(now)).isLessThanOrEqualTo(SECOND * 12 / 10);
    }

    @Test
    void whatTheReceiverAsksForIsWaitedForAtLeast() {
        backOff.failed(5, Duration.ofSeconds(90));
        assertThat(backOff.remaining(5)).isEqualTo(90 * SECOND);
    }
}
