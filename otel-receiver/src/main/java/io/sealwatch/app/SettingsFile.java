// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A settings file to begin with: nothing is set in it, and each line without its mark is the default. Parents stay
 * without a mark, so that one line can be set by itself; YAML takes a parent without children for nothing.
 */
final class SettingsFile {
    private static final int WIDE = 100;

    private SettingsFile() {}

    static void print(List<Settings.Effective> settings, PrintWriter out) {
        out.println("# Settings of Sealwatch. `sealwatch config` shows what is in effect and where it comes from.");
        out.println("# Remove the # before a setting to change it. The service reads this file when it starts.");
        String[] open = {};
        for (Settings.Effective setting : grouped(settings)) {
            String[] parts = setting.key().split("\\.");
            boolean same = true;
            for (int depth = 0; depth < parts.length - 1; depth++) {
                same &= depth < open.length - 1 && open[depth].equals(parts[depth]);
                if (!same) {
                    if (depth == 0) {
                        out.println();
                    }
                    out.println("  ".repeat(depth) + parts[depth] + ":");
                }
            }
            if (parts.length == 1) {
                out.println();
            }
            String indent = "  ".repeat(parts.length - 1);
            String line = indent + "#" + parts[parts.length - 1] + ": " + value(setting.value());
            if (line.length() + setting.meaning().length() < WIDE) {
                out.println(line + "  # " + setting.meaning());
            } else {
                out.println(indent + "# " + setting.meaning());
                out.println(line);
            }
            open = parts;
        }
        out.flush();
    }

    /** In the order given, but with what has the same parent in one place: a YAML key may come only once. */
    static List<Settings.Effective> grouped(List<Settings.Effective> settings) {
        return grouped(settings, "");
    }

    private static List<Settings.Effective> grouped(List<Settings.Effective> settings, String prefix) {
        Map<String, List<Settings.Effective>> groups = new LinkedHashMap<>();
        for (Settings.Effective setting : settings) {
            int dot = setting.key().indexOf('.', prefix.length());
            String group = dot < 0 ? setting.key() : setting.key().substring(0, dot + 1);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(setting);
        }
        List<Settings.Effective> all = new ArrayList<>();
        groups.forEach((group, members) -> all.addAll(group.endsWith(".") ? grouped(members, group) : members));
        return all;
    }

    private static String value(String value) {
        if (value.isEmpty()) {
            return "''";
        }
        return value.contains(",") ? "[" + value + "]" : value;
    }
}
