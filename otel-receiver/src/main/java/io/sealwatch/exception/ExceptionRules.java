// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads exceptions from settings and says everything that is wrong with them. */
public final class ExceptionRules {
    private static final Set<String> KEYS = Set.of("executable", "sha256", "unit", "cgroup", "reason", "expires");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]+\\.(?:service|scope)");

    private ExceptionRules() {}

    /**
     * @param entries each a list of keys and values
     * @param problems gets a line for each mistake
     * @return those without a mistake
     */
    public static List<ExceptionRule> read(List<Map<String, String>> entries, Consumer<String> problems) {
        List<ExceptionRule> rules = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String where = "exception " + (i + 1) + ": ";
            List<String> mistakes = new ArrayList<>();
            ExceptionRule rule = read(entries.get(i), mistakes);
            if (mistakes.isEmpty()) {
                rules.add(rule);
            }
            mistakes.forEach(mistake -> problems.accept(where + mistake));
        }
        return List.copyOf(rules);
    }

    private static ExceptionRule read(Map<String, String> entry, List<String> mistakes) {
        for (String key : new TreeSet<>(entry.keySet())) {
            if (!KEYS.contains(key)) {
                mistakes.add("there is no '" + key + "'; choose from " + String.join(", ", new TreeSet<>(KEYS))
                        + (key.equals("comm") || key.equals("name") ? ": a process can give itself any name" : ""));
            }
        }
        Optional<String> executable = path(entry, "executable", "/usr/bin/restic", mistakes);
        Optional<String> cgroup = path(entry, "cgroup", "/system.slice/backup.service", mistakes);
        Optional<String> unit = value(entry, "unit");
        if (unit.isPresent() && !UNIT.matcher(unit.get()).matches()) {
            mistakes.add("unit '" + unit.get() + "' is not the name of a service or scope such as restic.service");
        }
        Optional<String> sha256 = value(entry, "sha256").map(text -> text.toLowerCase(Locale.ROOT));
        if (sha256.isPresent() && !SHA_256.matcher(sha256.get()).matches()) {
            mistakes.add("sha256 '" + sha256.get() + "' is not 64 hexadecimal digits");
        }
        if (sha256.isPresent() && executable.isEmpty()) {
            mistakes.add("sha256 needs an executable");
        }
        if (cgroup.isPresent() && cgroup.get().equals("/")) {
            mistakes.add("cgroup '/' would except everything");
        }
        if (executable.isEmpty() && unit.isEmpty() && cgroup.isEmpty()) {
            mistakes.add("say for whom: executable, unit or cgroup");
        }
        Optional<String> reason = value(entry, "reason");
        if (reason.isEmpty()) {
            mistakes.add("give a reason: it is shown wherever the exception applies");
        }
        Optional<Instant> expires = value(entry, "expires").flatMap(text -> end(text, mistakes));
        return new ExceptionRule(executable, sha256, unit, cgroup, reason.orElse(""), expires);
    }

    private static Optional<String> value(Map<String, String> entry, String key) {
        return Optional.ofNullable(entry.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<String> path(Map<String, String> entry, String key, String example, List<String> mistakes) {
        Optional<String> path = value(entry, key);
        if (path.isPresent() && (!path.get().startsWith("/") || path.get().contains("*"))) {
            mistakes.add(key + " '" + path.get() + "' is not an absolute path such as " + example);
        }
        return path;
    }

    /** A day ends when it is over in UTC. */
    private static Optional<Instant> end(String text, List<String> mistakes) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            mistakes.add("expires '" + text + "' is neither a day such as 2027-01-31 nor a time such as"
                    + " 2027-01-31T18:00:00Z");
            return Optional.empty();
        }
    }
}
