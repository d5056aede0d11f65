// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.probe.ProgramStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/**
 * Which probes are attached and which are not: in a few lines, because a kernel never needs all of them, or one by one.
 * What the kernel refused is never folded away: it degrades what is seen.
 */
final class ProbeList {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(10);

    private final List<ProgramStatus> programs;

    ProbeList(List<ProgramStatus> programs) {
        this.programs = List.copyOf(programs);
    }

    void print(boolean each, PrintWriter out) {
        long attached = programs.stream().filter(ProgramStatus::isAttached).count();
        out.println(Ansi.AUTO.string("@|bold Probes|@  " + attached + " attached"));
        if (each) {
            programs.forEach(status -> line(status, out));
        } else {
            grouped(out);
        }
        out.flush();
    }

    private void grouped(PrintWriter out) {
        groups(ProgramStatus.State.ATTACHED, status -> where(status.hook())).forEach((where, hooks) -> {
            out.println(Ansi.AUTO.string("  @|green yes|@     " + where));
            wrapped(hooks).forEach(out::println);
        });
        programs.stream()
                .filter(status -> status.state() == ProgramStatus.State.REFUSED)
                .forEach(status -> line(status, out));
        idle(ProgramStatus.State.ABSENT, out);
        idle(ProgramStatus.State.DISABLED, out);
    }

    private void idle(ProgramStatus.State state, PrintWriter out) {
        groups(state, ProgramStatus::detail).forEach((reason, hooks) -> {
            String which = hooks.size() == 1 ? hooks.get(0) : hooks.size() + " others";
            out.println(Ansi.AUTO.string("  @|faint no|@      ") + which + ": " + reason);
        });
    }

    /** What a reader of the names needs to know only once. */
    private static String where(String hook) {
        if (hook.startsWith("tp/syscalls/")) {
            return "at system calls";
        }
        if (hook.startsWith("uprobe")) {
            return "at functions of libcrypto";
        }
        return hook.startsWith("tp_btf/") ? "at tracepoints of the kernel" : "at functions of the kernel";
    }

    private Map<String, List<String>> groups(ProgramStatus.State state, Function<ProgramStatus, String> by) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        programs.stream()
                .filter(status -> status.state() == state)
                .forEach(status -> groups.computeIfAbsent(by.apply(status), unused -> new ArrayList<>())
                        .add(name(status.hook())));
        return groups;
    }

    private static String name(String hook) {
        String last = hook.substring(Math.max(hook.lastIndexOf('/'), hook.lastIndexOf(':')) + 1);
        return last.replaceFirst("^sys_(exit|enter)_", "");
    }

    private static List<String> wrapped(List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : words) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(INDENT.length());
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static void line(ProgramStatus status, PrintWriter out) {
        String mark = switch (status.state()) {
            case ATTACHED -> "@|green yes|@     ";
            case ABSENT, DISABLED -> "@|faint no|@      ";
            case REFUSED -> "@|red REFUSED|@ ";
        };
        out.println(Ansi.AUTO.string("  " + mark)
                + String.format("%-36s %s", status.hook(), status.detail()).stripTrailing());
    }
}
