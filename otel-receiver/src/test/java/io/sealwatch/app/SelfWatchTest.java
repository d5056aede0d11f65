// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.EventKind;
import io.sealwatch.guard.ServiceManager;
import io.sealwatch.pipeline.SourceAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SelfWatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final SourceAccounts MADE_A_HUNDRED_LOST_TEN =
            new SourceAccounts(Map.of(EventKind.FILE_WRITE, 100L), Map.of(EventKind.FILE_WRITE, 10L));

    private final List<String> probes = new ArrayList<>();
    private final SelfWatch watch = new SelfWatch(
            new GuardSettings(true, Duration.ofSeconds(10), Duration.ZERO), () -> probes, null, ServiceManager.none());

    @Test
    void looksWhenItIsTime() {
        watch.begin(0);
        assertThat(watch.isDue(9 * SECOND)).isFalse();
        assertThat(watch.isDue(10 * SECOND)).isTrue();
    }

    @Test
    void aProbeThatGoesAndComesBackIsTwoChanges() {
        watch.begin(0);
        assertThat(watch.look(SECOND, SourceAccounts.NONE, 0)).isFalse();
        probes.add("the probe x is detached");
        assertThat(watch.look(2 * SECOND, SourceAccounts.NONE, 0)).isTrue();
        assertThat(watch.problems()).containsExactly("the probe x is detached");
        assertThat(watch.look(3 * SECOND, SourceAccounts.NONE, 0)).isFalse();
        probes.clear();
        assertThat(watch.look(4 * SECOND, SourceAccounts.NONE, 0)).isTrue();
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void whatWasLostWithACountIsNotMissing() {
        watch.begin(0);
        watch.look(SECOND, MADE_A_HUNDRED_LOST_TEN, 90);
        watch.look(2 * SECOND, MADE_A_HUNDRED_LOST_TEN, 90);
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void recordsThatStayAwayAreMissingButNotAtTheFirstLook() {
        watch.begin(0);
        assertThat(watch.look(SECOND, MADE_A_HUNDRED_LOST_TEN, 89)).isFalse();
        assertThat(watch.look(2 * SECOND, MADE_A_HUNDRED_LOST_TEN, 89)).isTrue();
        assertThat(watch.problems()).singleElement().asString().contains("vanish");
    }
}
