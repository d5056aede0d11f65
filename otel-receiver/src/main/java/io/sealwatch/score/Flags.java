// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

/**
 * The seed's flags on one event. All values are made once, so that flagging allocates nothing.
 *
 * @param severity the event's severity
 * @param pattern number of the matched pattern from 1, 0 when none
 * @param thresholds which counts of the process are over their threshold: bit 0 open, 1 create, 2 delete, 3 encrypt
 */
public record Flags(Severity severity, int pattern, int thresholds) {
    /** Most patterns that can be configured. */
    public static final int MAX_PATTERNS = 8;

    private static final int MASKS = 16;
    private static final Flags[] ALL = new Flags[Severity.values().length * (MAX_PATTERNS + 1) * MASKS];
    private static final String LETTERS = "OCDE";
    private static final String[] THRESHOLD_TEXT = new String[MASKS];

    static {
        for (Severity severity : Severity.values()) {
            for (int pattern = 0; pattern <= MAX_PATTERNS; pattern++) {
                for (int mask = 0; mask < MASKS; mask++) {
                    ALL[index(severity, pattern, mask)] = new Flags(severity, pattern, mask);
                }
            }
        }
        for (int mask = 0; mask < MASKS; mask++) {
            char[] text = LETTERS.toCharArray();
            for (int bit = 0; bit < LETTERS.length(); bit++) {
                if ((mask >> bit & 1) == 0) {
                    text[bit] = '-';
                }
            }
            THRESHOLD_TEXT[mask] = new String(text);
        }
    }

    /** Of an event that the seed does not judge. */
    public static final Flags NONE = of(Severity.OK, 0, 0);

    public static Flags of(Severity severity, int pattern, int thresholds) {
        return ALL[index(severity, pattern, thresholds)];
    }

    /** Four letters, a dash for a count that is not over its threshold: {@code OCD-}. */
    public String thresholdText() {
        return THRESHOLD_TEXT[thresholds];
    }

    private static int index(Severity severity, int pattern, int thresholds) {
        return (severity.ordinal() * (MAX_PATTERNS + 1) + pattern) * MASKS + thresholds;
    }
}
