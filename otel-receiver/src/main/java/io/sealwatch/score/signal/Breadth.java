// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/**
 * Losses are spread over directories, types and owners.
 *
 * <p>Sees: where the lost files lay. Fooled by: one directory after the other, slowly. Weighs only beside losses.
 */
final class Breadth implements Signal {
    @Override
    public Family family() {
        return Family.EXTENT;
    }

    @Override
    public String technique() {
        return "T1083";
    }

    @Override
    public double points(Ledger ledger) {
        double content = ledger.content() + ledger.destruction();
        if (content < 2) {
            return 0;
        }
        return (ledger.directories() >= 3 ? 4 : 0)
                + (ledger.extensions() >= 3 ? 4 : 0)
                + (ledger.owners() >= 2 ? 2 : 0);
    }

    @Override
    public String reason(Ledger ledger) {
        return "in " + count(ledger.directories(), "directory", "directories") + ", "
                + count(ledger.extensions(), "type", "types");
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
