// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns text into values; what is wrong is said with the text in it. */
final class Values {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

    private Values() {}

    static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number from " + least + " to " + most, notANumber);
        }
        throw new IllegalArgumentException(text + " is not from " + least + " to " + most);
    }

    static Duration duration(String text) {
        Matcher amount = amount(text, "a time such as 500ms, 10s, 5m or 1h");
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "" -> {
                if (number == 0) {
                    yield Duration.ZERO;
                }
                throw new IllegalArgumentException("'" + text + "' has no unit: write " + text + "s for seconds");
            }
            default -> throw new IllegalArgumentException("'" + text + "' is not a time such as 500ms, 10s, 5m or 1h");
        };
    }

    static String show(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    static long bytes(String text) {
        Matcher amount = amount(text, "a size such as 4096, 64KiB, 8MiB or 1GiB");
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "", "B" -> number;
            case "KiB" -> number << 10;
            case "MiB" -> number << 20;
            case "GiB" -> number << 30;
            default ->
                throw new IllegalArgumentException("'" + text + "' is not a size such as 4096, 64KiB, 8MiB or 1GiB");
        };
    }

    static String showBytes(long bytes) {
        if (bytes > 0 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : Long.toString(bytes);
    }

    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        String wanted = text.replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of " + Settings.choices(type.getEnumConstants()));
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** As YAML on one line; every value is quoted, so any text is safe. */
    static String showGroups(List<Map<String, String>> groups) {
        return groups.stream()
                .map(group -> group.entrySet().stream()
                        .map(field -> field.getKey() + ": '" + field.getValue().replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Matcher amount(String text, String expected) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + expected);
        }
        return matcher;
    }
}
