// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * Commands that destroy snapshots, volumes or backup history.
 *
 * <p>Sees: command lines. Fooled by: own code, or another name for the program. Benign: every retention job, so it is
 * evidence only beside other evidence.
 */
final class BackupsDestroyed implements Signal {
    private static final double POINTS = 15;
    private static final double MOST = 30;

    @Override
    public Family family() {
        return Family.TAMPER;
    }

    @Override
    public String technique() {
        return "T1490";
    }

    @Override
    public double points(Ledger ledger) {
        return Math.min(MOST, POINTS * ledger.tamper());
    }

    @Override
    public String reason(Ledger ledger) {
        return "backups or snapshots destroyed: " + ledger.tamperWords();
    }
}
