// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

/**
 * Why a process raises no alarm, and until when.
 *
 * @param reason as it was written by whoever made the exception; empty when there is none
 * @param untilNanos boot clock at which it ends
 */
public record Excuse(String reason, long untilNanos) {
    /** No exception is made. */
    public static final Excuse NONE = new Excuse("", Long.MAX_VALUE);
}
