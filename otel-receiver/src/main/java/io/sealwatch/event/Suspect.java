// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A process of an activity that was detected.
 *
 * @param process pid and start; the start is 0 when nobody saw it
 * @param role what it has to do with the activity
 * @param knownNanos boot clock at which this very process had this pid
 */
public record Suspect(ProcessKey process, Role role, long knownNanos) {
    /** What a process has to do with an activity. */
    public enum Role {
        /** Files were lost through it. */
        WORKER,
        /** The common parent of those: it did nothing to files itself. */
        DRIVER,
        /** Descends from a worker. */
        CHILD,
        /** Descends from the driver, and did nothing so far. */
        KIN;

        /** As it appears in telemetry. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
