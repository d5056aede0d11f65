// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings by dotted key. A flag wins over the environment ({@code SEALWATCH_FLAGS_MODE} for {@code flags.mode}), that
 * over the file, that over the default. Every problem is collected, and {@link #check()} reports them all at once.
 *
 * <p>Each accessor names its key, default and meaning once; what was asked for is what is known, so a key that nobody
 * asked for is an error with a suggestion.
 */
public final class Settings {
    /** Prefix of our own environment variables. */
    public static final String ENVIRONMENT_PREFIX = "SEALWATCH_";

    /**
     * A setting as it is in effect.
     *
     * @param key dotted
     * @param value as text, secrets masked
     * @param origin default, file, environment or flag
     * @param meaning one line for people
     */
    public record Effective(String key, String value, String origin, String meaning) {}

    private final Map<String, Object> file;
    private final String fileName;
    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final Map<String, Effective> effective = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(
            Map<String, Object> file, String fileName, Map<String, String> environment, Map<String, String> flags) {
        this.file = file;
        this.fileName = fileName;
        this.environment = environment;
        this.flags = flags;
    }

    /**
     * @param file the YAML file, if one was given
     * @param environment all variables of the process
     * @param flags dotted keys from the command line
     */
    public static Settings read(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, Object> values = file.map(YamlFile::read).orElse(Map.of());
        return new Settings(values, file.map(Path::toString).orElse(""), environment, flags);
    }

    public String text(String key, String otherwise, String meaning) {
        return value(key, otherwise, meaning, Function.identity(), Function.identity());
    }

    /** A secret: never shown. */
    public String secret(String key, String meaning) {
        String value = text(key, "", meaning);
        if (!value.isEmpty()) {
            Effective shown = effective.get(key);
            effective.put(key, new Effective(key, "***", shown == null ? "" : shown.origin(), meaning));
        }
        return value;
    }

    public boolean flag(String key, boolean otherwise, String meaning) {
        return value(key, otherwise, meaning, Values::bool, String::valueOf);
    }

    public int number(String key, int otherwise, int least, int most, String meaning) {
        return value(key, otherwise, meaning, text -> Values.number(text, least, most), String::valueOf);
    }

    /** Such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}. */
    public Duration duration(String key, Duration otherwise, String meaning) {
        return value(key, otherwise, meaning, Values::duration, Values::show);
    }

    /** Such as {@code 4096}, {@code 64KiB}, {@code 8MiB}, {@code 1GiB}. */
    public long bytes(String key, long otherwise, String meaning) {
        return value(key, otherwise, meaning, Values::bytes, Values::showBytes);
    }

    public <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type, String meaning) {
        return value(
                key,
                otherwise,
                meaning,
                text -> Values.choice(text, type),
                chosen -> chosen.name().toLowerCase(Locale.ROOT));
    }

    /** A YAML list, or words separated by commas. */
    public List<String> list(String key, List<String> otherwise, String meaning) {
        return value(key, otherwise, meaning, Values::list, words -> String.join(",", words));
    }

    /** A YAML list of groups of keys and values; as a variable or a flag {@code [{a: x, b: y}]}. */
    public List<Map<String, String>> groups(String key, String meaning) {
        List<Map<String, String>> groups = List.of();
        try {
            String text = flags.containsKey(key) ? flags.get(key) : environment.get(variable(key));
            if (text != null) {
                groups = YamlFile.groups(text);
            } else if (file.get(key) instanceof List<?> elements) {
                groups = elements.stream().map(YamlFile::group).toList();
            } else if (file.containsKey(key)) {
                throw new IllegalArgumentException("'" + file.get(key) + "' is not a list of groups");
            }
        } catch (IllegalArgumentException invalid) {
            problem(key, String.valueOf(invalid.getMessage()));
        }
        effective.put(
                key,
                new Effective(key, Values.showGroups(groups), raw(key) == null ? "default" : origin(key), meaning));
        return groups;
    }

    /**
     * A setting that another part reads itself, so that it is known and shown here. An environment variable of a standard
     * counts when none of ours is set.
     *
     * @return the value from the command line or our own environment variable
     */
    public Optional<String> delegated(
            String key, String standardVariable, String otherwise, String meaning, boolean secret) {
        String own = flags.containsKey(key) ? flags.get(key) : environment.get(variable(key));
        String standard = standardVariable.isEmpty() ? null : environment.get(standardVariable);
        String value =
                own != null ? own : standard != null ? standard : inFile(key).orElse(otherwise);
        String origin = own != null
                ? origin(key)
                : standard != null ? standardVariable : inFile(key).isPresent() ? fileName : "default";
        effective.put(key, new Effective(key, secret && !value.isEmpty() ? "***" : value, origin, meaning));
        return Optional.ofNullable(own);
    }

    /** The file's value as text. */
    public Optional<String> inFile(String key) {
        Object value = file.get(key);
        if (value instanceof List<?> words) {
            return Optional.of(
                    String.join(",", words.stream().map(String::valueOf).toList()));
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    /** All variables of the process. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Adds a problem that only the user of the values can see. */
    public void problem(String key, String message) {
        problems.add(where(key) + ": " + message);
    }

    /** Runs a validation and turns what it throws into a problem of this key. */
    public <T> T validated(String key, T otherwise, java.util.function.Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException invalid) {
            problem(key, String.valueOf(invalid.getMessage()));
            return otherwise;
        }
    }

    /** Throws a {@link ConfigException} with every problem found, unknown keys included. */
    public void check() {
        List<String> all = new ArrayList<>(problems);
        unknown(file.keySet(), fileName, all);
        unknown(flags.keySet(), "command line", all);
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !isKnownVariable(name)) {
                all.add("environment: unknown setting " + name
                        + Suggestion.forKey(
                                name,
                                effective.keySet().stream()
                                        .map(Settings::variable)
                                        .toList()));
            }
        }
        if (!all.isEmpty()) {
            throw new ConfigException(all);
        }
    }

    /** Every setting that was asked for, in that order. */
    public List<Effective> effective() {
        return List.copyOf(effective.values());
    }

    private void unknown(Set<String> keys, String origin, List<String> all) {
        for (String key : new TreeSet<>(keys)) {
            if (!effective.containsKey(key) && !isEmptyParent(key)) {
                all.add(origin + ": unknown setting " + key + Suggestion.forKey(key, effective.keySet()));
            }
        }
    }

    /** A parent in the file whose children are all commented out. */
    private boolean isEmptyParent(String key) {
        return "".equals(file.get(key)) && effective.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
    }

    private boolean isKnownVariable(String name) {
        // Set by the launcher for itself, not settings of the agent.
        return name.startsWith(ENVIRONMENT_PREFIX + "LAUNCHER_")
                || effective.keySet().stream().anyMatch(key -> variable(key).equals(name));
    }

    private <T> T value(String key, T otherwise, String meaning, Function<String, T> parse, Function<T, String> show) {
        String text = raw(key);
        T value = otherwise;
        if (text != null) {
            try {
                value = parse.apply(text);
            } catch (IllegalArgumentException invalid) {
                problem(key, String.valueOf(invalid.getMessage()));
            }
        }
        effective.put(key, new Effective(key, show.apply(value), text == null ? "default" : origin(key), meaning));
        return value;
    }

    private @Nullable String raw(String key) {
        if (flags.containsKey(key)) {
            return flags.get(key);
        }
        String variable = environment.get(variable(key));
        if (variable != null) {
            return variable;
        }
        return inFile(key).orElse(null);
    }

    private String origin(String key) {
        if (flags.containsKey(key)) {
            return "command line";
        }
        return environment.containsKey(variable(key)) ? "environment" : fileName;
    }

    private String where(String key) {
        return (raw(key) == null ? "" : origin(key) + ": ") + key;
    }

    private static String variable(String key) {
        return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** For messages that list what is possible. */
    static String choices(Object[] values) {
        return String.join(
                ", ",
                Arrays.stream(values)
                        .map(value -> value.toString().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
