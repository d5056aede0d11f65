// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import org.junit.jupiter.api.Test;

class FloodWatchTest {
    private final FloodWatch flood = new FloodWatch();
    private long now = 5_000_000_000L;

    private void see(int pid) {
        now += 100_000;
        flood.seen(new Header(now, new ProcessKey(pid, 1), pid, 1, 0, 1, "x", false));
    }

    private int culprit() {
        return flood.culprit().map(header -> header.process().pid()).orElse(0);
    }

    @Test
    void theProcessWithMostOfTheEventsIsFoundAmongManyOthers() {
        for (int i = 0; i < 6000; i++) {
            see(i % 5 < 3 ? 42 : 1000 + i);
        }
        assertThat(culprit()).isEqualTo(42);
    }

    @Test
    void nobodyIsBlamedForLessThanHalf() {
        for (int i = 0; i < 6000; i++) {
            see(i % 5 < 2 ? 42 : 1000 + i);
        }
        assertThat(culprit()).isZero();
    }

    @Test
    void aQuietSecondBlamesNobody() {
        for (int i = 0; i < 500; i++) {
            see(42);
        }
        assertThat(culprit()).isZero();
    }

    @Test
    void whoStoppedFloodingIsForgotten() {
        for (int i = 0; i < 5000; i++) {
            see(42);
        }
        for (int i = 0; i < 60_000; i++) {
            see(1000 + i % 40);
        }
        assertThat(culprit()).isZero();
    }
}
