// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * A file that was planted for this was changed.
 *
 * <p>Sees: the planted inodes and paths. Fooled by: knowing them; some lockers leave out recent files. Nobody plants them who
 * did not ask for it, and they say in themselves what they are: a change of one is decisive. Benign: recursive tools run
 * over a planted folder, which is why folders are chosen by hand.
 */
final class DecoyTouched implements Signal {
    private static final double FIRST = 70;
    private static final double MOST = 90;

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
        return ledger.decoys() == 0 ? 0 : Math.min(MOST, FIRST + (ledger.decoys() - 1) * 10.0);
    }

    @Override
    public String reason(Ledger ledger) {
        return ledger.decoys() == 1 ? "decoy changed: " + ledger.firstDecoy() : ledger.decoys() + " decoys changed";
    }
}
