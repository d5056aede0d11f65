// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.pipeline.SourceAccounts;

/**
 * Says when so much is lost that the sensor may be blind: at least a thousand events, or a tenth of what was made, between two looks a
 * second apart. It stays said until a minute has passed without.
 */
final class LossAlarm {
    private static final long MUCH = 1000;
    private static final long TENTH = 10;
    private static final long CALM_NANOS = 60_000_000_000L;

    private long lostBefore;
    private long producedBefore;
    private long lastNanos;
    private boolean raised;

    /** What a look at the accounts changes. */
    enum Change {
        NONE,
        RAISED,
        OVER
    }

    /** @param nowNanos of any steady clock */
    Change look(SourceAccounts accounts, long nowNanos) {
        long lost = accounts.totalLost() - lostBefore;
        long produced = accounts.totalProduced() - producedBefore;
        lostBefore += lost;
        producedBefore += produced;
        if (lost >= MUCH || (lost > 0 && lost * TENTH >= produced)) {
            lastNanos = nowNanos;
            if (!raised) {
                raised = true;
                return Change.RAISED;
            }
        } else if (raised && nowNanos - lastNanos >= CALM_NANOS) {
            raised = false;
            return Change.OVER;
        }
        return Change.NONE;
    }

    boolean isRaised() {
        return raised;
    }

    /** All that was lost so far. */
    long lost() {
        return lostBefore;
    }
}
