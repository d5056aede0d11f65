// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * Files that could be read were turned into random bytes, a printable encoding of such, or an encrypted format.
 *
 * <p>Sees: what is written at the head, middle and tail, against what was read of the original or what its name claims.
 * Fooled by: ciphertext behind a forged header of a known format under a fitting name; writes that no hook shows
 * (docs/coverage.md). When the pooled samples lie further from random than ciphertext does, they are a compressor's and
 * count half.
 */
final class TurnedRandom implements Signal {
    private static final double POINTS = 8;
    private static final double MOST = 50;
    private static final double MOST_BY_HINTS = 20;
    private static final double COMPRESSED = 1.5;

    @Override
    public Family family() {
        return Family.CONTENT;
    }

    @Override
    public String technique() {
        return "T1486";
    }

    @Override
    public double points(Ledger ledger) {
        double weight = ledger.meanDeviation() > COMPRESSED ? 0.5 : 1;
        double hints = Math.min(MOST_BY_HINTS, POINTS * ledger.hints());
        return Math.min(MOST, weight * POINTS * ledger.content() + hints);
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.files() + " files turned unreadable";
    }
}
