// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Comparator;
import java.util.List;

/** Who did it: the tree of processes, each with the time in which it was active. */
final class ProcessSection implements Section {
    private static final int MOST_ROWS = 120;
    private static final int DEEPEST = 8;
    private static final double LANE = 240;

    @Override
    public void write(ReportModel model, Html html) {
        List<ProcessEntry> roots = model.processes().roots().stream()
                .filter(ProcessEntry::matters)
                .sorted(Comparator.comparingDouble(ProcessEntry::worst).reversed())
                .toList();
        html.raw(
                        "<section class=\"card\"><h2>Processes</h2><div class=\"scroll tall\"><table class=\"processes\"><thead><tr>")
                .raw("<th>process</th><th>active</th><th class=\"n\">files</th><th class=\"n\">random</th>")
                .raw("<th class=\"n\">renamed</th><th class=\"n\">deleted</th><th class=\"n\">crypto</th>")
                .raw("<th class=\"n\">score</th></tr></thead><tbody>");
        int[] rows = {0, 0};
        roots.forEach(root -> rows(root, 0, model.range(), rows, html));
        html.raw("</tbody></table></div>");
        if (rows[1] > 0) {
            html.raw("<p class=\"more\">").number(rows[1]).raw(" more processes are not shown.</p>");
        }
        html.raw("</section>\n");
    }

    private static void rows(ProcessEntry entry, int depth, TimeRange range, int[] rows, Html html) {
        if (rows[0] < MOST_ROWS) {
            rows[0]++;
            row(entry, depth, range, html);
        } else {
            rows[1]++;
        }
        // A process ten thousand deep is an attack on this page.
        if (depth < 200) {
            for (ProcessEntry child : entry.children()) {
                if (child.matters()) {
                    rows(child, depth + 1, range, rows, html);
                }
            }
        }
    }

    private static void row(ProcessEntry entry, int depth, TimeRange range, Html html) {
        html.raw("<tr")
                .raw(entry.detected() ? " class=\"detected\"" : "")
                .raw("><td class=\"d")
                .raw(Integer.toString(Math.min(DEEPEST, depth)));
        html.raw("\"><span class=\"name\"><b>")
                .text(entry.name())
                .raw("</b> <span class=\"pid\">")
                .text(Long.toString(entry.pid()));
        html.raw(entry.user().isEmpty() ? "</span></span>" : "</span> <span class=\"pid\">user ");
        if (!entry.user().isEmpty()) {
            html.text(entry.user()).raw("</span></span>");
        }
        html.raw("<code>").cut(entry.command(), 90).raw("</code></td><td>");
        lane(entry, range, html);
        html.raw("</td>");
        cell(entry.tally().files(), false, html);
        cell(entry.tally().random(), entry.tally().random() > 0, html);
        cell(entry.tally().renamed(), false, html);
        cell(entry.tally().deleted(), false, html);
        cell(entry.cryptoCalls(), false, html);
        cell(Math.round(entry.score()), entry.score() >= 40, html);
        html.raw("</tr>");
    }

    private static void lane(ProcessEntry entry, TimeRange range, Html html) {
        double from = range.position(entry.first()) * LANE;
        double to = range.position(entry.last()) * LANE;
        html.raw(
                "<svg class=\"lane\" viewBox=\"0 0 240 14\" preserveAspectRatio=\"none\"><rect class=\"rail\" x=\"0\" y=\"6\" width=\"240\" height=\"2\"/><rect class=\"");
        html.raw(entry.detected() ? "active hot" : "active")
                .raw("\" x=\"")
                .decimal(Math.min(from, LANE - 3))
                .raw("\" y=\"2\" width=\"");
        html.decimal(Math.max(3, to - from))
                .raw("\" height=\"10\" rx=\"2\"><title>")
                .text(Times.clock(entry.first()))
                .raw(" to ");
        html.text(Times.clock(entry.last())).raw("</title></rect></svg>");
    }

    private static void cell(long number, boolean hot, Html html) {
        html.raw(hot ? "<td class=\"n hot\">" : "<td class=\"n\">");
        if (number > 0) {
            html.number(number);
        }
        html.raw("</td>");
    }
}
