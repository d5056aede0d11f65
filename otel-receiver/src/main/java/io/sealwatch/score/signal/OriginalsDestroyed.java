// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;
import java.util.stream.Collectors;

/**
 * Originals were overwritten, emptied, replaced or deleted once an unreadable version of them was there, or wiped.
 *
 * <p>Sees: the order of calls on a file and its counterpart, linked by inode and by name. Fooled by: originals left in
 * place (then nothing is lost), or a replacement under an unrelated name in another activity. Deletion alone never
 * counts: that is what rm does.
 */
final class OriginalsDestroyed implements Signal {
    private static final double POINTS = 5;
    private static final double MOST = 35;

    @Override
    public Family family() {
        return Family.DESTRUCTION;
    }

    @Override
    public String technique() {
        return "T1485";
    }

    @Override
    public double points(Ledger ledger) {
        return Math.min(MOST, POINTS * ledger.destruction());
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.ways().entrySet().stream()
                .map(way -> way.getValue() + " " + way.getKey().words())
                .collect(Collectors.joining(", ", "originals: ", ""));
    }
}
