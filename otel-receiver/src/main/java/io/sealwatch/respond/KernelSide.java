// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.ProcessKey;

/** The probes' part: they signal a process under a verdict at its next event, and hand the verdict to its children. */
public interface KernelSide {
    /** How long a verdict stands: long enough for every signal to be delivered, then it overrules nobody any more. */
    long LASTS_NANOS = 3_000_000_000L;

    /**
     * What the probes did so far.
     *
     * @param signals sent
     * @param refusals operations that were refused
     * @param noRoom children that could not be given their parent's verdict because the map was full
     */
    record Counts(long signals, long refusals, long noRoom) {}

    /** Whom a verdict is on. */
    enum Reach {
        PROCESS,
        /** The children that it has or gets in its own control group as well, at once and without naming them. */
        WITH_CHILDREN
    }

    /** Puts a process under a verdict; false when there is no room. */
    boolean condemn(ProcessKey process, Reach reach, long nowNanos);

    /** Time has passed: when no verdict stands any more, the probes need not look. */
    void settle(long nowNanos);

    Counts counts();
}
