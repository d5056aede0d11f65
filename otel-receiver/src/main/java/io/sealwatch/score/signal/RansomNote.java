// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;
import io.sealwatch.score.activity.LeftNames;
import io.sealwatch.score.activity.RansomNotes;
import org.jspecify.annotations.Nullable;

/**
 * A small text under a name like a ransom note, which reads like a demand or lies in many folders.
 *
 * <p>Sees: names and the first 256 bytes; where a source shows no content, one name in many folders. Fooled by: names and words of another language, pictures, terminal messages.
 * Benign: README files; they differ from folder to folder and demand nothing.
 */
final class RansomNote implements Signal {
    private static final double DEMAND = 15;
    private static final double DEMAND_MOST = 25;
    private static final double SPREAD = 10;
    private static final int FEWEST_FOLDERS = 3;
    private static final double BY_NAME = 30;
    private static final int FEWEST_BY_NAME = 8;

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
        return demand + (folders >= FEWEST_FOLDERS ? SPREAD : 0) + byName(ledger.leftNames());
    }

    /** Nobody shows the text: a name like a note's in many folders. */
    private static double byName(@Nullable LeftNames left) {
        boolean isNote = left != null && left.folders() >= FEWEST_BY_NAME && RansomNotes.isNamedLikeNote(left.name());
        return isNote ? BY_NAME : 0;
    }

    @Override
    public String reason(Ledger ledger) {
        LeftNames left = ledger.leftNames();
        if (left != null && byName(left) > 0) {
            return left.name() + " in " + left.folders() + " folders";
        }
        return ledger.notes().demands() > 0
                ? "text that demands something, in "
                        + Math.max(1, ledger.notes().mostFolders()) + " folders"
                : "the same text in " + ledger.notes().mostFolders() + " folders";
    }
}
