// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Test
    void itAnswersAsAMapWouldUntilItIsFull() {
        SplittableRandom random = new SplittableRandom(3);
        LongTable table = new LongTable(1000);
        Map<Long, Long> map = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // keys that collide, zero and the extremes among them
            long key = random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(-600, 600) << 40;
            long value = 1 + random.nextLong(1000);
            boolean room = map.size() < 1000 || map.containsKey(key);
            assertThat(table.put(key, value)).isEqualTo(map.getOrDefault(key, 0L));
            if (room) {
                map.put(key, value);
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        assertThat(table.isFull()).isTrue();
    }

    @Test
    void zeroIsAKeyLikeAnyOther() {
        LongTable table = new LongTable(10);
        assertThat(table.put(0, 5)).isZero();
        assertThat(table.put(0, 6)).isEqualTo(5);
        assertThat(table.size()).isEqualTo(1);
    }
}
