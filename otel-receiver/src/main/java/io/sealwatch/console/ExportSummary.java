// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the exported records are at the end of a run, a line per signal. */
public final class ExportSummary {
    private ExportSummary() {}

    /** @param accounts by attribute name; empty when nothing is exported */
    public static List<String> of(Map<String, Long> accounts) {
        List<String> lines = new ArrayList<>();
        for (String signal : List.of("logs", "spans")) {
            String prefix = "ransomware.export." + signal + ".";
            if (accounts.containsKey(prefix + "produced")) {
                lines.add(line(signal, prefix, accounts));
            }
        }
        return lines;
    }

    private static String line(String signal, String prefix, Map<String, Long> accounts) {
        StringBuilder line = new StringBuilder("sealwatch: OTLP " + signal + ": ");
        line.append(number(accounts, prefix + "produced")).append(" produced");
        if (accounts.getOrDefault(prefix + "recovered", 0L) > 0) {
            line.append(" + ").append(number(accounts, prefix + "recovered")).append(" of earlier runs");
        }
        line.append(" = ").append(number(accounts, prefix + "delivered")).append(" delivered");
        line.append(" + ").append(number(accounts, prefix + "spooled")).append(" in the spool");
        line.append(" + ").append(number(accounts, prefix + "dropped")).append(" dropped");
        return line.toString();
    }

    private static String number(Map<String, Long> accounts, String name) {
        return String.format(Locale.ROOT, "%,d", accounts.getOrDefault(name, 0L));
    }
}
