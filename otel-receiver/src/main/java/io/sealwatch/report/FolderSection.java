// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Where files were changed: the folders with the most changes. */
final class FolderSection implements Section {
    private static final int MOST = 14;
    private static final double WIDTH = 500;

    @Override
    public void write(ReportModel model, Html html) {
        List<Map.Entry<String, Tally>> folders = model.folders().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Tally> each) -> -weight(each.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .toList();
        html.raw("<section class=\"card half\"><h2>Files by folder</h2>");
        if (folders.isEmpty()) {
            html.raw("<p class=\"more\">No file was changed.</p></section>\n");
            return;
        }
        html.raw(
                        "<p class=\"legend\"><span class=\"key k-random\">random writes</span><span class=\"key k-write\">other writes</span>")
                .raw("<span class=\"key k-create\">created</span><span class=\"key k-rename\">renamed</span>")
                .raw("<span class=\"key k-delete\">deleted</span></p><ul class=\"folders\">");
        long top = folders.stream()
                .mapToLong(each -> each.getValue().changes())
                .max()
                .orElse(1);
        folders.forEach(each -> row(each.getKey(), each.getValue(), top, html));
        html.raw("</ul>");
        int more = model.folders().size() - folders.size();
        if (more > 0) {
            html.raw("<p class=\"more\">").number(more).raw(" more folders with fewer changes.</p>");
        }
        html.raw("</section>\n");
    }

    /** Loss counts more than work. */
    private static long weight(Tally tally) {
        return tally.changes() + 4 * (tally.random() + tally.deleted() + tally.renamed());
    }

    private static void row(String folder, Tally tally, long top, Html html) {
        html.raw("<li><div><code>")
                .cut(folder.isEmpty() ? "/" : folder, 48)
                .raw("</code><span>")
                .number(tally.files());
        html.raw(tally.files() == 1 ? " file" : " files")
                .raw("</span></div><svg viewBox=\"0 0 500 12\" preserveAspectRatio=\"none\">");
        double x = 0;
        x = piece("random", tally.random(), "random writes", x, top, html);
        x = piece("write", tally.plain(), "other writes", x, top, html);
        x = piece("create", tally.created(), "created", x, top, html);
        x = piece("rename", tally.renamed(), "renamed", x, top, html);
        piece("delete", tally.deleted(), "deleted", x, top, html);
        html.raw("</svg></li>");
    }

    private static double piece(String css, long count, String words, double x, long top, Html html) {
        double width = WIDTH * count / top;
        if (count > 0) {
            html.raw("<rect class=\"k-")
                    .raw(css)
                    .raw("\" y=\"0\" height=\"12\" x=\"")
                    .decimal(x)
                    .raw("\" width=\"")
                    .decimal(width);
            html.raw("\"><title>").number(count).raw(" ").raw(words).raw("</title></rect>");
        }
        return x + width;
    }
}
