// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

/**
 * A sequence of event types that must be a process's last events, such as {@code OCD}.
 *
 * @param letters one to eight of O, C, D, E; the newest event last
 */
public record Pattern(String letters) {
    /** A history holds this many events, so a longer pattern could never match. */
    public static final int MAX_LENGTH = 8;

    /** Bits of one event in a history. */
    static final int EVENT_BITS = 4;

    public Pattern {
        if (letters.isEmpty() || letters.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("pattern \"" + letters + "\" has " + letters.length()
                    + " letters: give 1 to " + MAX_LENGTH + " of O, C, D, E");
        }
        for (int i = 0; i < letters.length(); i++) {
            if (SeedType.ofLetter(letters.charAt(i)).isEmpty()) {
                throw new IllegalArgumentException("pattern \"" + letters + "\" has the letter '" + letters.charAt(i)
                        + "': only O (open), C (create), D (delete) and E (encrypt) exist");
            }
        }
    }

    /** The history that matches, where {@link #mask()} has bits. */
    int bits() {
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            bits = bits << EVENT_BITS
                    | SeedType.ofLetter(letters.charAt(i)).orElseThrow().ordinal();
        }
        return bits;
    }

    /** The part of a history that counts. */
    int mask() {
        return -1 >>> (Integer.SIZE - EVENT_BITS * letters.length());
    }
}
