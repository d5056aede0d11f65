// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * Encryptions were set up in libcrypto while files were lost.
 *
 * <p>Sees: dynamic libcrypto only. Fooled by: static or own crypto, as most real lockers have. TLS servers make thousands,
 * so it weighs only beside losses.
 */
final class CryptoCalls implements Signal {
    private static final double MOST = 6;

    @Override
    public Family family() {
        return Family.EXTENT;
    }

    @Override
    public String technique() {
        return "T1486";
    }

    @Override
    public double points(Ledger ledger) {
        return ledger.content() < 1 || ledger.cryptoInits() < 1
                ? 0
                : Math.min(MOST, 2 + 2 * Math.log(ledger.cryptoInits()));
    }

    @Override
    public String reason(Ledger ledger) {
        return Math.round(ledger.cryptoInits()) + " encryptions set up";
    }
}
