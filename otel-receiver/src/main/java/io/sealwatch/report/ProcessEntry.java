// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;
import java.util.ArrayList;
import java.util.List;

/** One process of the report with its children. */
final class ProcessEntry {
    private final long pid;
    private final long parentPid;
    private final long first;
    private final Tally tally = new Tally();
    private final List<ProcessEntry> children = new ArrayList<>();
    private long last;
    private long cryptoCalls;
    private double score;
    private String name = "";
    private String executable = "";
    private String commandLine = "";
    private String user = "";
    private boolean detected;

    ProcessEntry(Line line) {
        pid = line.number(Attribute.PROCESS_PID);
        parentPid = line.number(Attribute.PROCESS_PARENT_PID);
        first = line.millis();
        last = first;
    }

    void add(Line line) {
        last = Math.max(last, line.millis());
        name = newer(line.text(Attribute.PROCESS_NAME), name);
        executable = newer(line.text(Attribute.PROCESS_EXECUTABLE_PATH), executable);
        commandLine = newer(line.text(Attribute.PROCESS_COMMAND_LINE), commandLine);
        user = newer(line.text(Attribute.PROCESS_USER_ID), user);
        score = Math.max(score, line.decimal(Attribute.SCORE));
        detected |= line.isDetection();
        if (line.event().equals("crypto.init")) {
            cryptoCalls++;
        }
        tally.add(line);
    }

    private static String newer(String value, String old) {
        return value.isEmpty() ? old : value;
    }

    /** It, or something below it, changed files, made crypto calls or was detected. */
    boolean matters() {
        return detected
                || tally.changes() > 0
                || cryptoCalls > 0
                || children.stream().anyMatch(ProcessEntry::matters);
    }

    /** The highest score here and below. */
    double worst() {
        return Math.max(
                score, children.stream().mapToDouble(ProcessEntry::worst).max().orElse(0));
    }

    long pid() {
        return pid;
    }

    long parentPid() {
        return parentPid;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Tally tally() {
        return tally;
    }

    List<ProcessEntry> children() {
        return children;
    }

    long cryptoCalls() {
        return cryptoCalls;
    }

    double score() {
        return score;
    }

    String name() {
        return name;
    }

    /** The command line, or what is known instead. */
    String command() {
        return !commandLine.isEmpty() ? commandLine : executable;
    }

    String user() {
        return user;
    }

    boolean detected() {
        return detected;
    }
}
