// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import java.util.Locale;

/** Why records were given up. */
public enum DropReason {
    /** More came in than could leave. */
    QUEUE_FULL,
    /** The spool had no room for all; whether the oldest or the newest went is a setting. */
    SPOOL_FULL,
    /** What was written to the spool could not be read back. */
    SPOOL_DAMAGED,
    /** The receiver took the request and rejected some of its records. */
    REJECTED,
    /** The receiver will never take the request. */
    REFUSED,
    /** A single record is more than the receiver takes. */
    TOO_LARGE,
    /** The agent was stopped and there was no spool to keep them. */
    SHUTDOWN,
    /** A defect of the agent; the log has the details. */
    INTERNAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
