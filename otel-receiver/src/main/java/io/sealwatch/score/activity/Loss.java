// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import io.sealwatch.score.content.Claim;

/**
 * One file of a user that was lost, as far as can be told.
 *
 * @param file stands for the original
 * @param path of the original
 * @param claim what the original's name said
 * @param how what was done to the original
 * @param content 0 to 1: how surely its content was turned random
 * @param destruction 0 to 1: how surely the original is gone
 */
public record Loss(long file, String path, Claim claim, How how, double content, double destruction) {
    /** What was done to an original. */
    public enum How {
        OVERWRITTEN("overwritten in place"),
        TRUNCATED("emptied and rewritten"),
        EMPTIED("emptied"),
        REPLACED("replaced by another file"),
        DELETED("deleted after an unreadable copy was made"),
        ARCHIVED("deleted after being packed under a password"),
        SUPERSEDED("deleted after a copy with a new suffix was made"),
        MAPPED("changed through memory"),
        WIPED("wiped");

        private final String words;

        How(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Too little is known of it to count for more than a hint. */
    public boolean isHint() {
        return content < 0.3 && how != How.SUPERSEDED;
    }
}
