// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

/** How many files got each new suffix. Only the few most used ones are kept: a rare one gives its place. */
public final class SuffixCounts {
    private static final int PLACES = 8;

    private static final String[] NONE = {};
    private static final int[] ZERO = {};

    // made with the first suffix: most processes give none
    private String[] suffixes = NONE;
    private int[] counts = ZERO;
    private int size;

    public void add(String suffix) {
        if (size == 0) {
            suffixes = new String[PLACES];
            counts = new int[PLACES];
        }
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
