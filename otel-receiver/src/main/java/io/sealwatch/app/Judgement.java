// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.exception.CgroupSource;
import io.sealwatch.exception.ExceptionRule;
import io.sealwatch.exception.Exceptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** What the settings change about alarms, for people who check them. */
final class Judgement {
    private Judgement() {}

    static void print(AgentSettings settings, PrintWriter out) {
        out.println(Ansi.AUTO.string("@|bold Judgement|@"));
        out.printf("  detection     %s%n", settings.detects() ? "on" : "off: only events are reported");
        out.printf("  decoys        %s%n", decoys(settings));
        for (Path directory : settings.decoys().directories()) {
            out.printf("    %s%s%n", directory, Files.isDirectory(directory) ? "" : "  (is not there)");
        }
        out.printf(
                "  exceptions    %s%n",
                settings.exceptions().isEmpty() ? "none" : settings.exceptions().size());
        for (ExceptionRule rule : settings.exceptions()) {
            out.printf("    %s: %s%s%n", rule.subject(), rule.reason(), state(rule));
        }
        out.flush();
    }

    private static String decoys(AgentSettings settings) {
        return settings.decoys().enabled()
                ? "planted in " + settings.decoys().directories().size() + " folders while the sensor runs"
                : "off";
    }

    private static String state(ExceptionRule rule) {
        List<String> notices = new ArrayList<>();
        Exceptions.live(List.of(rule), CgroupSource.NONE, 0, notices::add);
        if (!notices.isEmpty()) {
            return "  (" + (rule.isExpiredAt(Instant.now()) ? "EXPIRED" : notices.get(0)) + ")";
        }
        return rule.expires().map(end -> "  (until " + end + ")").orElse("");
    }
}
