// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Map;

/** How random the writes were, over time and in all. */
final class EntropySection implements Section {
    private static final int MOST = 6;
    private static final int SHADES = 6;
    private static final double CELL_WIDTH = 4.5;
    private static final double CELL_HEIGHT = 6;
    private static final double BOTTOM = EntropyGrid.ROWS * CELL_HEIGHT;

    @Override
    public void write(ReportModel model, Html html) {
        EntropyGrid grid = model.entropy();
        html.raw("<section class=\"card half\"><h2>Entropy of writes</h2>");
        if (grid.writes() == 0) {
            html.raw("<p class=\"more\">No write was sampled.</p>");
        } else {
            html.raw("<p class=\"lead\"><b>")
                    .number(grid.random())
                    .raw("</b> of ")
                    .number(grid.writes());
            html.raw(" sampled writes were random (").raw(Double.toString(Line.RANDOM));
            html.raw(" bits a byte and more). Text and office files measure 3 to 6.</p>");
            html.raw(
                    "<svg class=\"chart\" viewBox=\"0 0 540 216\" role=\"img\" aria-label=\"entropy of writes over time\">");
            double line = BOTTOM - Line.RANDOM / 8 * BOTTOM;
            html.raw("<rect class=\"zone\" x=\"24\" y=\"0\" width=\"432\" height=\"")
                    .decimal(line)
                    .raw("\"/>");
            cells(grid, html);
            histogram(grid, html);
            scale(model.range(), html);
            html.raw("</svg>");
        }
        list("Crypto calls", model.cryptoFunctions(), html);
        list("Extensions that appeared", model.extensions(), html);
        html.raw("</section>\n");
    }

    private static void cells(EntropyGrid grid, Html html) {
        long top = 1;
        for (int column = 0; column < EntropyGrid.COLUMNS; column++) {
            for (int row = 0; row < EntropyGrid.ROWS; row++) {
                top = Math.max(top, grid.count(column, row));
            }
        }
        for (int column = 0; column < EntropyGrid.COLUMNS; column++) {
            for (int row = 0; row < EntropyGrid.ROWS; row++) {
                long count = grid.count(column, row);
                if (count > 0) {
                    long shade = 1 + Math.round((SHADES - 1) * Math.log1p((double) count) / Math.log1p((double) top));
                    rect("s" + shade + hot(row), 24 + column * CELL_WIDTH, row, CELL_WIDTH - 0.5, count, html);
                }
            }
        }
    }

    private static void histogram(EntropyGrid grid, Html html) {
        long top = 1;
        for (int row = 0; row < EntropyGrid.ROWS; row++) {
            top = Math.max(top, grid.row(row));
        }
        for (int row = 0; row < EntropyGrid.ROWS; row++) {
            if (grid.row(row) > 0) {
                rect("s5" + hot(row), 464, row, Math.max(1, 76.0 * grid.row(row) / top), grid.row(row), html);
            }
        }
    }

    private static String hot(int row) {
        return (row + 0.5) * 8 / EntropyGrid.ROWS >= Line.RANDOM ? " hot" : "";
    }

    private static void rect(String css, double x, int row, double width, long count, Html html) {
        html.raw("<rect class=\"cell ")
                .raw(css)
                .raw("\" x=\"")
                .decimal(x)
                .raw("\" y=\"")
                .decimal(BOTTOM - (row + 1) * CELL_HEIGHT);
        html.raw("\" width=\"")
                .decimal(width)
                .raw("\" height=\"")
                .decimal(CELL_HEIGHT - 0.5)
                .raw("\"><title>")
                .number(count);
        html.raw(" writes at about ")
                .decimal((row + 0.5) * 8 / EntropyGrid.ROWS)
                .raw(" bits</title></rect>");
    }

    private static void scale(TimeRange range, Html html) {
        for (int bits = 0; bits <= 8; bits += 2) {
            html.raw("<text class=\"tick\" x=\"16\" text-anchor=\"end\" y=\"")
                    .decimal(Math.max(9, BOTTOM - BOTTOM * bits / 8 + 3));
            html.raw("\">").raw(Integer.toString(bits)).raw("</text>");
        }
        html.raw("<text class=\"tick\" x=\"24\" y=\"210\">").text(Times.clock(range.first()));
        html.raw("</text><text class=\"tick\" x=\"456\" y=\"210\" text-anchor=\"end\">")
                .text(Times.clock(range.last()));
        html.raw("</text><text class=\"tick\" x=\"464\" y=\"210\">in all</text>");
    }

    private static void list(String title, Map<String, Long> counts, Html html) {
        if (counts.isEmpty()) {
            return;
        }
        long top = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        html.raw("<h3>").raw(title).raw("</h3><ul class=\"folders\">");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .forEach(each -> {
                    html.raw("<li><div><code>").cut(each.getKey().isEmpty() ? "(none)" : each.getKey(), 48);
                    html.raw("</code><span>").number(each.getValue());
                    html.raw("</span></div><svg viewBox=\"0 0 500 12\" preserveAspectRatio=\"none\">")
                            .raw("<rect class=\"k-create\" x=\"0\" y=\"0\" height=\"12\" width=\"")
                            .decimal(500.0 * each.getValue() / top)
                            .raw("\"/></svg></li>");
                });
        html.raw("</ul>");
        if (counts.size() > MOST) {
            html.raw("<p class=\"more\">").number(counts.size() - MOST).raw(" more.</p>");
        }
    }
}
