// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All signals over one ledger.
 *
 * @param score 0 to 100
 * @param families independent sorts of evidence that contributed
 */
public record Verdict(double score, int families) {
    private static final double MOST = 100;

    /** Fewer points than this do not make a family count: a trace of something is no second witness. */
    private static final double WITNESS = 8;

    /** Allocates one small set; called when the evidence has changed. */
    public static Verdict of(Ledger ledger) {
        double score = 0;
        Set<Family> families = EnumSet.noneOf(Family.class);
        for (Signal signal : SignalCatalog.ALL) {
            double points = signal.points(ledger);
            score += points;
            if (points >= WITNESS) {
                families.add(signal.family());
            }
        }
        int witnesses = families.stream().mapToInt(Family::witnesses).sum();
        return new Verdict(Math.min(MOST, score), witnesses);
    }

    /** Why, one phrase for each signal that contributed, heaviest sort first. */
    public static List<String> reasons(Ledger ledger) {
        List<String> reasons = new ArrayList<>();
        for (Signal signal : SignalCatalog.ALL) {
            if (signal.points(ledger) > 0) {
                reasons.add(signal.reason(ledger));
            }
        }
        return reasons;
    }

    /** The ATT&amp;CK techniques of the signals that contributed. */
    public static List<String> techniques(Ledger ledger) {
        List<String> techniques = new ArrayList<>();
        for (Signal signal : SignalCatalog.ALL) {
            if (signal.points(ledger) > 0 && !techniques.contains(signal.technique())) {
                techniques.add(signal.technique());
            }
        }
        return techniques;
    }
}
