// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * A file that was planted for this was changed.
 *
 * <p>Sees: the planted paths. Fooled by: knowing them; some lockers skip hidden and recent files. Benign: recursive tools
 * run over the planted folder, so one decoy alone is not an alarm.
 */
final class DecoyTouched implements Signal {
    private static final double FIRST = 45;
    private static final double MOST = 65;

    @Override
    public Family family() {
        return Family.DECOY;
    }

    @Override
    public String technique() {
        return "T1486";
    }

    @Override
    public double points(Ledger ledger) {
        return ledger.decoys() == 0 ? 0 : Math.min(MOST, FIRST + ledger.decoys() * 10.0);
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.decoys() + " decoys changed";
    }
}
