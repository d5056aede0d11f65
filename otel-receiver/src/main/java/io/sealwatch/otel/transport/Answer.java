// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.time.Duration;

/** What became of a request. */
public sealed interface Answer {
    /**
     * The receiver has taken it, except what it says it has rejected.
     *
     * @param rejected records of the request that it did not take (partial_success)
     * @param message why, or a warning; empty when all is well
     */
    record Delivered(long rejected, String message) implements Answer {}

    /**
     * Not now: the receiver is away, overloaded or wrongly configured. The same bytes can be sent again. A lost
     * connection does not say whether the receiver took them, so a repetition can make duplicates.
     *
     * @param reason what to tell people
     * @param retryAfter what the receiver asks for, zero when it says nothing
     */
    record Unavailable(String reason, Duration retryAfter) implements Answer {
        Unavailable(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** The request has too many bytes for the receiver; smaller ones can pass. */
    record TooLarge(String reason) implements Answer {}

    /** The receiver will never take these bytes. */
    record Refused(String reason) implements Answer {}
}
