// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import java.time.Instant;

/** ISO 8601 in UTC with nanoseconds. Neighbouring events share their second, which is formatted once. */
final class Timestamps {
    private static final long NANOS = 1_000_000_000L;
    private static final int DIGITS = 9;

    private long second = Long.MIN_VALUE;
    private String prefix = "";
    private final char[] fraction = new char[DIGITS];

    String of(long epochNanos) {
        long newSecond = Math.floorDiv(epochNanos, NANOS);
        if (newSecond != second) {
            second = newSecond;
            String text = Instant.ofEpochSecond(newSecond).toString();
            prefix = text.substring(0, text.length() - 1) + '.';
        }
        long left = Math.floorMod(epochNanos, NANOS);
        for (int i = DIGITS - 1; i >= 0; i--) {
            fraction[i] = (char) ('0' + left % 10);
            left /= 10;
        }
        return prefix + new String(fraction) + 'Z';
    }
}
