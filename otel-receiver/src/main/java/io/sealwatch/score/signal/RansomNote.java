// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * A small text under a name like a ransom note, which reads like a demand or lies in many folders.
 *
 * <p>Sees: names and the first 256 bytes. Fooled by: names and words of another language, pictures, terminal messages.
 * Benign: README files; they differ from folder to folder and demand nothing.
 */
final class RansomNote implements Signal {
    private static final double DEMAND = 15;
    private static final double DEMAND_MOST = 25;
    private static final double SPREAD = 10;
    private static final int FEWEST_FOLDERS = 3;

    @Override
    public Family family() {
        return Family.NOTE;
    }

    @Override
    public String technique() {
        return "T1491.001";
    }

    @Override
    public double points(Ledger ledger) {
        int folders = ledger.notes().mostFolders();
        double demand = Math.min(DEMAND_MOST, DEMAND * ledger.notes().demands());
        return demand + (folders >= FEWEST_FOLDERS ? SPREAD : 0);
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.notes().demands() > 0
                ? "text that demands something, in "
                        + Math.max(1, ledger.notes().mostFolders()) + " folders"
                : "the same text in " + ledger.notes().mostFolders() + " folders";
    }
}
