// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The Retry-After header: seconds or a date. */
final class RetryAfter {
    /** A receiver does not get to silence the sensor for longer. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** Zero when the text says nothing usable. */
    static Duration parse(String text, Instant now) {
        Duration wait = text.chars().allMatch(Character::isDigit) && !text.isEmpty() && text.length() < 10
                ? Duration.ofSeconds(Long.parseLong(text))
                : date(text, now);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration date(String text, Instant now) {
        try {
            return Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException notADate) {
            return Duration.ZERO;
        }
    }
}
