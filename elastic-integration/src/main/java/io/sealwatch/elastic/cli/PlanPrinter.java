// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.plan.Difference;
import io.sealwatch.elastic.plan.Finding;
import io.sealwatch.elastic.plan.Plan;
import io.sealwatch.elastic.plan.State;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A plan for people: one line a target, and what differs. */
final class PlanPrinter {

    /** Of a template that differs everywhere, the first lines are enough to see it. */
    private static final int DIFFERENCES = 8;

    private final PrintWriter out;

    PlanPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan) {
        plan.steps().forEach(this::print);
        plan.notes().forEach(note -> out.println("  ! " + note));
        out.println(summary(plan));
    }

    private void print(Plan.Step step) {
        Finding finding = step.finding();
        String note = finding.note().isEmpty() ? "" : " (" + finding.note() + ")";
        out.printf(
                Locale.ROOT,
                "  %s %-20s %-45s %s%s%n",
                finding.state().sign(),
                step.target().kind(),
                step.target().name(),
                finding.state().words(),
                note);
        List<Difference> differences = finding.differences();
        differences.stream().limit(DIFFERENCES).forEach(each -> out.println("        " + each));
        if (differences.size() > DIFFERENCES) {
            out.println("        and " + (differences.size() - DIFFERENCES) + " more");
        }
    }

    static String summary(Plan plan) {
        StringJoiner parts = new StringJoiner(", ", "Plan: ", ".");
        for (State state : List.of(State.ABSENT, State.OLDER, State.DRIFTED)) {
            parts.add(plan.count(state) + " " + state.words());
        }
        parts.add(plan.refused().size() + plan.notes().size() + " refused");
        parts.add(plan.count(State.SAME) + " in sync");
        return parts.toString();
    }
}
