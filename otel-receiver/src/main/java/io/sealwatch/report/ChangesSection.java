// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;
import java.util.List;

/** The changes themselves, oldest first: the list to restore from. */
final class ChangesSection implements Section {
    @Override
    public void write(ReportModel model, Html html) {
        List<Line> changes = model.changes();
        html.raw("<section class=\"card\"><h2>Changes to files</h2>");
        if (changes.isEmpty()) {
            html.raw("<p class=\"more\">No file was changed.</p></section>\n");
            return;
        }
        html.raw(
                        "<p class=\"search\"><input id=\"find\" type=\"search\" placeholder=\"Find a path, a process, an action\" aria-label=\"Find\" hidden>")
                .raw(
                        "<span id=\"found\"></span></p><div class=\"scroll tall\"><table class=\"changes\"><thead><tr><th>time</th><th>action</th>")
                .raw("<th>file</th><th>process</th><th class=\"n\">entropy</th></tr></thead><tbody id=\"changes\">");
        changes.forEach(line -> row(line, html));
        html.raw("</tbody></table></div>");
        if (model.changesNotKept() > 0) {
            html.raw("<p class=\"more\">")
                    .number(model.changesNotKept())
                    .raw(" later changes are in the data and not on this page.</p>");
        }
        html.raw("</section>\n");
    }

    private static void row(Line line, Html html) {
        String action = line.text(Attribute.EVENT_ACTION);
        html.raw("<tr><td class=\"t\">")
                .text(Times.clock(line.millis()))
                .raw("</td><td><span class=\"action\">")
                .text(action);
        html.raw("</span></td><td><code>");
        String previous = line.text(Attribute.FILE_PREVIOUS_PATH);
        if (!previous.isEmpty()) {
            html.cut(previous, 90).raw(" <span class=\"arrow\">→</span> ");
        }
        html.cut(line.text(Attribute.FILE_PATH), 110).raw("</code></td><td>").text(line.text(Attribute.PROCESS_NAME));
        html.raw(" <span class=\"pid\">").text(line.text(Attribute.PROCESS_PID)).raw("</span></td><td class=\"n");
        html.raw(line.isRandomWrite() ? " hot\">" : "\">");
        if (line.has(Attribute.ENTROPY)) {
            html.decimal(line.decimal(Attribute.ENTROPY));
        }
        html.raw("</td></tr>");
    }
}
