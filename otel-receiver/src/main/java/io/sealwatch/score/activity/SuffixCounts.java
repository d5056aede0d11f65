// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

/** How many files got each new suffix. Only the few most used ones are kept: a rare one gives its place. */
public final class SuffixCounts {
    private static final int PLACES = 8;

    private final String[] suffixes = new String[PLACES];
    private final int[] counts = new int[PLACES];
    private int size;

    public void add(String suffix) {
        int rarest = 0;
        for (int i = 0; i < size; i++) {
            if (suffixes[i].equals(suffix)) {
                counts[i]++;
                return;
            }
            rarest = counts[i] < counts[rarest] ? i : rarest;
        }
        int place = size < PLACES ? size++ : rarest;
        suffixes[place] = suffix;
        counts[place] = 1;
    }

    /** Files with the most used suffix. */
    public int most() {
        int most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, counts[i]);
        }
        return most;
    }

    /** The most used suffix, empty when there is none. */
    public String mostUsed() {
        int most = most();
        for (int i = 0; i < size; i++) {
            if (counts[i] == most) {
                return suffixes[i];
            }
        }
        return "";
    }
}
