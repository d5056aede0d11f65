// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;

/** Whether something was found, why, and what to do now. */
final class VerdictSection implements Section {
    @Override
    public void write(ReportModel model, Html html) {
        boolean found = !model.verdicts().isEmpty();
        html.raw("<header class=\"")
                .raw(found ? "bad" : "good")
                .raw("\"><div class=\"bar\"><span class=\"brand\">")
                .raw(LOGO)
                .raw("Sealwatch</span><button id=\"theme\" type=\"button\" hidden>Light / dark</button></div>\n<h1>");
        if (found) {
            html.raw("Ransomware activity detected");
        } else {
            html.raw("No ransomware activity detected");
        }
        html.raw("</h1>\n<p class=\"when\">");
        if (!model.hosts().isEmpty()) {
            html.raw("on ").text(String.join(", ", model.hosts())).raw(", ");
        }
        html.text(Times.day(model.range().first()))
                .raw(" UTC, ")
                .text(Times.length(model.range().length() - 1))
                .raw(" of events</p>\n");
        figures(model, html);
        html.raw("</header>\n");
        model.verdicts().forEach(verdict -> card(verdict, model, html));
    }

    private static void figures(ReportModel model, Html html) {
        html.raw("<dl class=\"figures\">");
        figure("files touched", model.total().files(), false, html);
        figure("random writes", model.entropy().random(), model.entropy().random() > 0, html);
        figure("renamed", model.total().renamed(), false, html);
        figure("deleted", model.total().deleted(), false, html);
        figure("folders", model.folders().size(), false, html);
        figure(
                model.processes().size() == 1 ? "process" : "processes",
                model.processes().size(),
                false,
                html);
        html.raw("</dl>\n");
    }

    private static void figure(String words, long number, boolean hot, Html html) {
        html.raw("<div")
                .raw(hot ? " class=\"hot\"" : "")
                .raw("><dd>")
                .number(number)
                .raw("</dd><dt>")
                .raw(words)
                .raw("</dt></div>");
    }

    private static void card(Verdict verdict, ReportModel model, Html html) {
        Line line = verdict.line();
        html.raw("<section class=\"card verdict\"><div class=\"score\">")
                .raw(Gauge.svg(verdict.score()))
                .raw("</div><div class=\"why\"><h2>Why</h2><ul class=\"reasons\">");
        verdict.reasons().forEach(reason -> html.raw("<li>").text(reason).raw("</li>"));
        html.raw("</ul><p class=\"facts\"><b>")
                .text(line.text(Attribute.PROCESS_NAME))
                .raw("</b> (process ");
        html.text(line.text(Attribute.PROCESS_PID))
                .raw(", user ")
                .text(line.text(Attribute.PROCESS_USER_ID))
                .raw("), ");
        long processes = line.number(Attribute.ACTIVITY_PROCESSES);
        html.number(processes)
                .raw(processes == 1 ? " process took part; detected at " : " processes took part; detected at ");
        html.text(Times.clock(verdict.first())).raw(", ");
        html.text(Times.length(verdict.first() - model.range().first())).raw(" after the first event here");
        html.raw(
                verdict.filesAffected() > 0
                        ? ", <b>" + verdict.filesAffected() + " files of users affected</b>."
                        : ".");
        if (verdict.degraded()) {
            html.raw(" <b class=\"warn\">Events were lost around it: the true count is higher.</b>");
        }
        html.raw("</p><p class=\"command\"><code>").cut(command(line), 160).raw("</code></p></div>");
        contain(line, html);
        html.raw("</section>\n");
    }

    private static String command(Line line) {
        String command = line.text(Attribute.PROCESS_COMMAND_LINE);
        return command.isEmpty() ? line.text(Attribute.PROCESS_EXECUTABLE_PATH) : command;
    }

    private static void contain(Line line, Html html) {
        String pid = Long.toString(line.number(Attribute.PROCESS_PID));
        html.raw("<div class=\"now\"><h2>Now</h2><ol><li>Stop it, keep its memory: <code>kill -STOP ")
                .raw(pid)
                .raw("</code></li><li>Save what may hold the key: <code>gcore ")
                .raw(pid)
                .raw("</code></li><li>Isolate the host from shares and backups.</li>")
                .raw("<li>Restore what is listed below from a copy that this host cannot write to.</li></ol></div>");
    }

    private static final String LOGO = "<svg viewBox=\"0 0 24 24\" width=\"22\" height=\"22\" aria-hidden=\"true\">"
            + "<path class=\"logo\" d=\"M12 1 3 4.6v6.9c0 5.4 3.8 9.6 9 11.5 5.2-1.9 9-6.1 9-11.5V4.6z\"/>"
            + "<path class=\"logo-eye\" d=\"M5.8 12s2.3-4 6.2-4 6.2 4 6.2 4-2.3 4-6.2 4-6.2-4-6.2-4z\"/>"
            + "<circle class=\"logo\" cx=\"12\" cy=\"12\" r=\"2\"/></svg>";
}
