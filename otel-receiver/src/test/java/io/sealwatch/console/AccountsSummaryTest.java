// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.EventKind;
import io.sealwatch.pipeline.Accounts;
import io.sealwatch.pipeline.SourceAccounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountsSummaryTest {
    @Test
    void quietRunSaysThatNothingWasLost() {
        assertThat(AccountsSummary.of(new Accounts(1200, 0, 0, 0, 1200, 0, 0, 0), SourceAccounts.NONE, 0))
                .isEqualTo("sealwatch: 1,200 events produced = 1,200 shown, none lost");
    }

    @Test
    void everythingThatWasNotShownIsNamedAndAddsUp() {
        SourceAccounts source =
                new SourceAccounts(Map.of(EventKind.FILE_OPEN, 2000L), Map.of(EventKind.FILE_OPEN, 600L));
        assertThat(AccountsSummary.of(new Accounts(1310, 4, 96, 10, 1200, 2, 5, 600), source, 50))
                .isEqualTo("sealwatch: 2,000 events produced and 2 of its own = 1,152 shown"
                        + " + 96 below the minimum severity + 10 reads that only the detector looks at + 50 that the format cannot show + 4 unreadable"
                        + " + 600 lost in the kernel (ring full) + 90 left in the ring; an output failed 5 times");
    }

    @Test
    void whatAProbeMissedIsNotBlamedOnTheRing() {
        SourceAccounts source =
                new SourceAccounts(Map.of(EventKind.FILE_OPEN, 10L), Map.of(), Map.of(EventKind.FILE_OPEN, 2L));
        assertThat(AccountsSummary.of(new Accounts(10, 0, 0, 0, 10, 0, 0, 2), source, 0))
                .isEqualTo("sealwatch: 12 events produced = 10 shown + 2 lost in the kernel (probes missed it)");
    }
}
