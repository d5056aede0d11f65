// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * One suffix that no known program gives was put on many files, by renaming or by writing copies under new names.
 *
 * <p>Sees: names only. Fooled by: a suffix of its own for each file, or none. Benign: an own suffix for backups
 * ({@code mv x x.before}); alone it is never an alarm.
 */
final class OneSuffix implements Signal {
    private static final double POINTS = 3;
    private static final double MOST = 25;
    private static final int FEWEST = 3;

    @Override
    public Family family() {
        return Family.NAMING;
    }

    @Override
    public String technique() {
        return "T1486";
    }

    @Override
    public double points(Ledger ledger) {
        int files = ledger.suffixes().most();
        return files < FEWEST ? 0 : Math.min(MOST, POINTS * files);
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.suffixes().most() + " files named *" + ledger.suffixes().mostUsed();
    }
}
