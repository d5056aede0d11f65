// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Values by key from flags, variables and file, with every problem collected under the name that the user wrote. */
final class SettingValues {
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final List<String> problems = new ArrayList<>();

    SettingValues(Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {
        this.flags = flags;
        this.environment = environment;
        this.file = file;
        unknown(flags.keySet());
        unknown(file.keySet());
    }

    private void unknown(Set<String> keys) {
        Set<String> known = Keys.ALL.stream().map(SettingKey::key).collect(Collectors.toSet());
        for (String key : new TreeSet<>(keys)) {
            if (!known.contains(key)) {
                problems.add("otlp." + key + ": there is no such setting; `sealwatch config` lists all");
            }
        }
    }

    /** What was set, if anything; an empty variable counts as not set, as the OpenTelemetry specification wants it. */
    Optional<String> text(SettingKey key) {
        return java.util.stream.Stream.of(flags.get(key.key()), environment.get(key.variable()), file.get(key.key()))
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    String textOr(SettingKey key) {
        return text(key).orElse(key.otherwise());
    }

    /** The signal's own value, else the general one. */
    Optional<Found> forSignal(Signal signal, String name) {
        SettingKey own = Keys.endpoint(signal.label(), name);
        SettingKey general = Keys.endpoint("", name);
        return text(own)
                .map(value -> new Found(own, value, true))
                .or(() -> text(general).map(value -> new Found(general, value, false)));
    }

    /** A value, the key it was found under, and whether that is the signal's own. */
    record Found(SettingKey key, String value, boolean own) {}

    long number(SettingKey key, long least, long most) {
        return number(key, textOr(key), least, most);
    }

    long number(SettingKey key, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            problem(key, "'" + text + "' is not a number");
            return least;
        }
        problem(key, text + " is not from " + least + " to " + most);
        return least;
    }

    /** Anything but {@code true} is false, as the OpenTelemetry specification wants it. */
    boolean isTrue(SettingKey key) {
        return textOr(key).equalsIgnoreCase("true");
    }

    <E extends Enum<E>> E choice(SettingKey key, E otherwise, Class<E> type) {
        String text = textOr(key);
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        problem(
                key,
                "'" + text + "' is not one of "
                        + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
        return otherwise;
    }

    /** {@code name=value,name=value}; values are percent-encoded, as in W3C baggage. */
    Map<String, String> pairs(SettingKey key, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals <= 0) {
                problem(key, "an entry is not of the form name=value");
                continue;
            }
            try {
                String value = part.substring(equals + 1).strip().replace("+", "%2B");
                pairs.put(part.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                problem(key, "the value of " + part.substring(0, equals).strip() + " is not percent-encoded");
            }
        }
        return pairs;
    }

    void problem(SettingKey key, String message) {
        String name = flags.containsKey(key.key())
                        || environment.getOrDefault(key.variable(), "").isBlank()
                ? "otlp." + key.key()
                : key.variable();
        problems.add(name + ": " + message);
    }

    List<String> problems() {
        return problems;
    }
}
