// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.plan.Plan;
import io.sealwatch.elastic.plan.State;

/** What a command tells the shell. 0 to 3 mean what they mean in all of Sealwatch; from 10 on, what a plan found. */
final class ExitCode {

    static final int IN_SYNC = 0;
    static final int USAGE = 1;
    static final int ENVIRONMENT = 2;
    static final int RUNTIME = 3;
    /** {@code apply} would change something, and nothing was changed by hand. */
    static final int CHANGES = 10;
    /** Something was changed by hand; {@code apply} repairs it. */
    static final int DRIFT = 11;
    /** Something is not ours, or newer, or there is data; nothing was done. */
    static final int REFUSED = 12;

    private ExitCode() {}

    static int of(Plan plan) {
        if (!plan.refused().isEmpty() || !plan.notes().isEmpty()) {
            return REFUSED;
        }
        if (plan.count(State.DRIFTED) > 0) {
            return DRIFT;
        }
        return plan.inSync() ? IN_SYNC : CHANGES;
    }

    static int of(Kind kind) {
        return switch (kind) {
            case UNREACHABLE, UNAUTHENTICATED, FORBIDDEN, UNSUPPORTED -> ENVIRONMENT;
            case REFUSED -> REFUSED;
            case NOT_FOUND, CONFLICT, OVERLOADED, REJECTED -> RUNTIME;
        };
    }
}
