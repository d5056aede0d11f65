// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.EventKind;
import io.sealwatch.pipeline.SourceAccounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossAlarmTest {
    private static final long SECOND = 1_000_000_000L;

    private final LossAlarm alarm = new LossAlarm();

    private LossAlarm.Change look(long produced, long lost, long second) {
        return alarm.look(
                new SourceAccounts(Map.of(EventKind.FILE_OPEN, produced), Map.of(EventKind.FILE_OPEN, lost)),
                second * SECOND);
    }

    @Test
    void muchLossIsSaidOnceAndItsEndOnce() {
        assertThat(look(100_000, 0, 1)).isEqualTo(LossAlarm.Change.NONE);
        assertThat(look(200_000, 1_000, 2)).isEqualTo(LossAlarm.Change.RAISED);
        assertThat(look(300_000, 9_000, 3)).isEqualTo(LossAlarm.Change.NONE);
        assertThat(alarm.isRaised()).isTrue();
        assertThat(look(400_000, 9_000, 62)).isEqualTo(LossAlarm.Change.NONE);
        assertThat(look(500_000, 9_000, 63)).isEqualTo(LossAlarm.Change.OVER);
        assertThat(alarm.isRaised()).isFalse();
    }

    @Test
    void aLittleLossOfMuchIsNotAndOfLittleIs() {
        assertThat(look(100_000, 999, 1)).isEqualTo(LossAlarm.Change.NONE);
        assertThat(look(100_500, 1_049, 2)).isEqualTo(LossAlarm.Change.RAISED);
    }
}
