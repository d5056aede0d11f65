// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

/** What happened when, as stacked bars, with the moments of the verdicts. */
final class TimelineSection implements Section {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 200;
    private static final double STEP = WIDTH / ReportModel.PARTS;

    @Override
    public void write(ReportModel model, Html html) {
        html.raw("<section class=\"card\"><h2>Timeline</h2><p class=\"legend\">");
        for (Kind kind : Kind.values()) {
            if (sum(model.bars(kind)) > 0) {
                html.raw("<span class=\"key k-")
                        .raw(css(kind))
                        .raw("\">")
                        .raw(kind.words())
                        .raw(" <b>");
                html.number(sum(model.bars(kind))).raw("</b></span>");
            }
        }
        html.raw("</p>\n<svg class=\"chart\" viewBox=\"0 -34 960 270\" role=\"img\" aria-label=\"events over time\">");
        long top = highest(model);
        grid(top, html);
        for (int part = 0; part < ReportModel.PARTS; part++) {
            column(model, part, top, html);
        }
        int row = 0;
        for (Verdict verdict : model.verdicts()) {
            marker(model, verdict, row++ % 2, html);
        }
        axis(model.range(), html);
        html.raw("</svg></section>\n");
    }

    static String css(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static long sum(long[] bars) {
        return java.util.Arrays.stream(bars).sum();
    }

    private static long highest(ReportModel model) {
        long top = 1;
        for (int part = 0; part < ReportModel.PARTS; part++) {
            long sum = 0;
            for (Kind kind : Kind.values()) {
                sum += model.bars(kind)[part];
            }
            top = Math.max(top, sum);
        }
        return top;
    }

    /** Lines at round numbers, five at most. */
    private static void grid(long top, Html html) {
        long step = step(top);
        for (long value = step; value <= top; value += step) {
            double y = HEIGHT - HEIGHT * value / top + 8;
            html.raw("<line class=\"grid\" x1=\"0\" x2=\"960\" y1=\"")
                    .decimal(y)
                    .raw("\" y2=\"")
                    .decimal(y)
                    .raw("\"/><text class=\"tick\" x=\"0\" y=\"")
                    .decimal(y - 3)
                    .raw("\">")
                    .number(value)
                    .raw("</text>");
        }
    }

    /** The smallest of 1, 2, 5, 10, 20, 50, ... that fits into the highest bar five times at most. */
    static long step(long top) {
        long step = 1;
        for (int turn = 0; step * 5 < top; turn++) {
            step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    private static void column(ReportModel model, int part, long top, Html html) {
        double y = HEIGHT + 8;
        for (Kind kind : Kind.values()) {
            long count = model.bars(kind)[part];
            if (count > 0) {
                double height = Math.max(1.2, HEIGHT * count / top);
                y -= height;
                html.raw("<rect class=\"k-")
                        .raw(css(kind))
                        .raw("\" x=\"")
                        .decimal(part * STEP + 0.8)
                        .raw("\" y=\"")
                        .decimal(y);
                html.raw("\" width=\"")
                        .decimal(STEP - 1.6)
                        .raw("\" height=\"")
                        .decimal(height)
                        .raw("\"><title>");
                html.text(Times.clock(model.range().first() + model.range().length() * part / ReportModel.PARTS))
                        .raw(": ")
                        .number(count)
                        .raw(" ")
                        .raw(kind.words())
                        .raw("</title></rect>");
            }
        }
    }

    private static void marker(ReportModel model, Verdict verdict, int row, Html html) {
        double x = Math.max(1, model.range().position(verdict.first()) * WIDTH);
        boolean left = x > WIDTH / 2;
        html.raw("<g class=\"marker\"><line x1=\"")
                .decimal(x)
                .raw("\" x2=\"")
                .decimal(x)
                .raw("\" y1=\"-28\" y2=\"208\"/><text y=\"")
                .decimal(-6 - 14.0 * row)
                .raw("\" x=\"");
        html.decimal(left ? x - 6 : x + 6)
                .raw("\" text-anchor=\"")
                .raw(left ? "end" : "start")
                .raw("\">detected ");
        html.text(Times.clock(verdict.first())).raw("</text></g>");
    }

    private static void axis(TimeRange range, Html html) {
        String[] anchors = {"start", "middle", "middle", "middle", "end"};
        for (int tick = 0; tick < anchors.length; tick++) {
            html.raw("<text class=\"tick ")
                    .raw(tick % 2 == 0 ? "when-all" : "when-wide")
                    .raw("\" y=\"228\" text-anchor=\"")
                    .raw(anchors[tick])
                    .raw("\" x=\"")
                    .decimal(WIDTH * tick / 4);
            html.raw("\">")
                    .text(Times.clock(range.first() + (range.length() - 1) * tick / 4))
                    .raw("</text>");
        }
    }
}
