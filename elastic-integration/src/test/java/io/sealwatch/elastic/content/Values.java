// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A value as a reader gets to see it. */
final class Values {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Values() {}

    static String text(JsonNode value, String kind) {
        if (value.isMissingNode() || value.isNull()) {
            return "–";
        }
        if (value.isArray()) {
            return String.join(
                    ", ", value.valueStream().map(each -> text(each, kind)).toList());
        }
        return switch (kind) {
            case "date" -> TIME.format(instant(value));
            case "duration" -> String.format(Locale.ROOT, "%.1f s", value.asDouble() / 1e9);
            case "bytes" -> String.format(Locale.ROOT, "%.1f MB", value.asDouble() / 1e6);
            case "number" -> number(value);
            default -> value.asText();
        };
    }

    static Instant instant(JsonNode value) {
        return value.isNumber() ? Instant.ofEpochMilli(value.asLong()) : Instant.parse(value.asText());
    }

    private static String number(JsonNode value) {
        if (!value.isNumber()) {
            return value.asText();
        }
        double number = value.asDouble();
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%,.2f", number);
    }
}
