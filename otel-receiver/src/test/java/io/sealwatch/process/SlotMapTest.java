// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotMapTest {
    @Test
    void behavesLikeAHashMapWhateverComesAndGoes() {
        SlotMap map = new SlotMap(100);
        Map<Long, Integer> model = new HashMap<>();
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            long key = random.nextInt(300);
            if (model.containsKey(key)) {
                assertThat(map.find(key)).isEqualTo(model.get(key));
                if (random.nextBoolean()) {
                    map.remove(key);
                    model.remove(key);
                }
            } else {
                assertThat(map.find(key)).isEqualTo(SlotMap.NONE);
                if (!map.isFull()) {
                    model.put(key, map.insert(key));
                }
            }
        }
        assertThat(map.size()).isEqualTo(model.size());
        assertThat(new HashSet<>(model.values())).hasSameSizeAs(model.values());
        assertThat(model.values()).allMatch(slot -> slot >= 0 && slot < 100);
    }

    @Test
    void removingAnUnknownKeyChangesNothing() {
        SlotMap map = new SlotMap(2);
        int slot = map.insert(7);

        map.remove(8);

        assertThat(map.find(7)).isEqualTo(slot);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void refusesMoreKeysThanItHasSlots() {
        SlotMap map = new SlotMap(1);
        map.insert(1);

        assertThatThrownBy(() -> map.insert(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("all 1 slots are taken");
    }
}
