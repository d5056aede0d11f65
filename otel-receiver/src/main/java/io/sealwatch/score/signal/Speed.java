// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * Losses come fast, on any of three time scales; the slowest, an hour, is the half-life of every count here.
 *
 * <p>Sees: event time. Fooled by: going slowly, which the counts themselves still add up.
 */
final class Speed implements Signal {
    @Override
    public Family family() {
        return Family.EXTENT;
    }

    @Override
    public String technique() {
        return "T1486";
    }

    @Override
    public double points(Ledger ledger) {
        if (ledger.inSecond() >= 3) {
            return 10;
        }
        if (ledger.inTenSeconds() >= 5) {
            return 6;
        }
        return ledger.inFiveMinutes() >= 10 ? 6 : 0;
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.inSecond() >= 3
                ? "several a second"
                : ledger.inTenSeconds() >= 5 ? "one after the other" : "steadily";
    }
}
