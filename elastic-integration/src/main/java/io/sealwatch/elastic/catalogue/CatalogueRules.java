// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold between the entries of a catalogue. */
final class CatalogueRules {

    private static final Pattern NAME = Pattern.compile("@?[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    private CatalogueRules() {}

    static List<String> problems(List<Field> fields, List<FieldAlias> aliases) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                problems.add(field.name() + ": defined twice");
            }
        }
        for (Field field : fields) {
            checkField(field, names, problems);
        }
        Set<String> aliasNames = new HashSet<>();
        for (FieldAlias alias : aliases) {
            checkAlias(alias, fields, names, problems);
            if (!aliasNames.add(alias.name())) {
                problems.add(alias.name() + ": alias defined twice");
            }
        }
        return problems;
    }

    private static void checkField(Field field, Set<String> names, List<String> problems) {
        String name = field.name();
        if (!NAME.matcher(name).matches()) {
            problems.add(name + ": not a name (lower case words, digits and _, joined by dots)");
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String prefix = name.substring(0, dot);
            if (names.contains(prefix)) {
                problems.add(name + ": clashes with " + prefix + ", which is a field and cannot be an object too");
            }
        }
        if (field.in().contains(Place.RESOURCE) && name.startsWith("process.")) {
            problems.add(name + ": process.* on the resource would stand for the sensor and shadow the event's");
        }
        if (!field.otel().accepts(field.example())) {
            problems.add(name + ": example '" + field.example() + "' is not of type "
                    + field.otel().spelling());
        }
        if (!field.values().isEmpty() && !field.values().contains(field.example())) {
            problems.add(name + ": example '" + field.example() + "' is not among its values");
        }
    }

    private static void checkAlias(FieldAlias alias, List<Field> fields, Set<String> names, List<String> problems) {
        if (names.contains(alias.name())) {
            problems.add(alias.name() + ": an alias has the name of a field");
        }
        for (Signal signal : alias.on()) {
            if (fields.stream().noneMatch(field -> field.name().equals(alias.path()) && field.isOn(signal))) {
                problems.add(alias.name() + ": leads to " + alias.path() + ", which is no field of " + signal);
            }
        }
    }
}
