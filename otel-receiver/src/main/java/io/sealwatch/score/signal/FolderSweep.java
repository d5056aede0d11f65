// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;
import io.sealwatch.score.activity.LeftNames;

/**
 * Folder after folder is looked into and gets a file of the same name, and hardly anything else is made. Asked only where a
 * source shows names and nothing else, such as the seed's recordings.
 *
 * <p>Sees: opens and creates. Fooled by: another name for each folder. Benign: a generator of index pages, which names them
 * otherwise than a note; alone it is never an alarm.
 */
final class FolderSweep implements Signal {
    private static final double POINTS = 3;
    private static final double MOST = 40;
    private static final double SEVERAL_OWNERS = 10;
    private static final int FEWEST = 8;

    @Override
    public Family family() {
        return Family.SWEEP;
    }

    @Override
    public String technique() {
        return "T1083";
    }

    @Override
    public double points(Ledger ledger) {
        LeftNames left = ledger.leftNames();
        if (left == null || left.name().isEmpty() || left.listed() < FEWEST) {
            return 0;
        }
        return Math.min(MOST, POINTS * left.listed()) + (left.owners() > 1 ? SEVERAL_OWNERS : 0);
    }

    @Override
    public String reason(Ledger ledger) {
        LeftNames left = ledger.leftNames();
        return (left == null ? 0 : left.listed()) + " folders looked into and given the same file";
    }
}
