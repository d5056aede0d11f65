// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;
import java.util.Locale;

/**
 * The process made most of the events while the sensor lost some: who wants to blind it does that.
 *
 * <p>Sees: who made more than half of what got through in a second in which something did not. Fooled by: many processes that
 * flood together. Benign: {@code find /}, a backup, a build on a slow host; so it is worth little and never an alarm alone.
 */
final class FloodWhileLosing implements Signal {
    private static final double POINTS = 10;

    @Override
    public Family family() {
        return Family.TAMPER;
    }

    @Override
    public String technique() {
        return "T1685";
    }

    @Override
    public double points(Ledger ledger) {
        return ledger.flood() >= 1 ? POINTS : 0;
    }

    @Override
    public String reason(Ledger ledger) {
        return String.format(Locale.ROOT, "made most of the events while %,d were lost", Math.round(ledger.flood()));
    }
}
