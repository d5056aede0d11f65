// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import java.util.Collection;

/** Guesses what a mistyped key was meant to be. */
final class Suggestion {
    private static final int MOST_EDITS = 4;

    private Suggestion() {}

    /** {@code "; did you mean x?"}, or nothing when no known key is near. */
    static String forKey(String key, Collection<String> known) {
        String best = "";
        int fewest = MOST_EDITS + 1;
        for (String candidate : known) {
            int edits = distance(key, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best.isEmpty() ? "; see `sealwatch config` for all settings" : "; did you mean " + best + "?";
    }

    /** Edits from one word to the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
