// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Draws where the panels of a dashboard are and what kind of picture each is. The shapes in them are symbols, not data: it is
 * made without Kibana.
 */
final class LayoutPreview {

    private static final int UNIT = 20;
    private static final int ROW = 13;
    private static final int TOP = 78;
    private static final int WIDTH = 48 * UNIT;

    private final StringBuilder svg = new StringBuilder();

    /** One picture, as SVG. */
    static String of(ObjectNode dashboard) {
        return new LayoutPreview().draw(dashboard.path("attributes"));
    }

    private String draw(JsonNode attributes) {
        int rows = 0;
        for (JsonNode panel : attributes.path("panelsJSON")) {
            rows = Math.max(
                    rows,
                    panel.at("/gridData/y").asInt() + panel.at("/gridData/h").asInt());
        }
        int height = TOP + rows * ROW + 12;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">%n",
                WIDTH, height);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#f6f9fc\"/>%n", WIDTH, height);
        text(14, 26, 17, "#1d2a3e", attributes.path("title").asText(), "600");
        text(
                14,
                44,
                11,
                "#5a6d83",
                "Layout drawn from the dashboard's own panels; the shapes are symbols, not data.",
                "400");
        int x = 14;
        for (JsonNode control : attributes.at("/controlGroupInput/panelsJSON")) {
            String title = control.at("/explicitInput/title").asText();
            add("<rect x=\"%d\" y=\"52\" width=\"150\" height=\"20\" rx=\"4\" fill=\"#fff\" stroke=\"#cad3e2\"/>%n", x);
            text(x + 8, 66, 11, "#1d2a3e", title + "  ▾", "400");
            x += 158;
        }
        attributes.path("panelsJSON").forEach(this::panel);
        return svg.append("</svg>\n").toString();
    }

    private void panel(JsonNode panel) {
        int x = panel.at("/gridData/x").asInt() * UNIT + 3;
        int y = TOP + panel.at("/gridData/y").asInt() * ROW + 3;
        int width = panel.at("/gridData/w").asInt() * UNIT - 6;
        int height = panel.at("/gridData/h").asInt() * ROW - 6;
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"#fff\" stroke=\"#d9e1ec\"/>%n",
                x, y, width, height);
        JsonNode lens = panel.at("/embeddableConfig/attributes");
        String kind = lens.path("visualizationType").asText(panel.path("type").asText());
        String title = panel.path("title").asText();
        switch (kind) {
            case "lnsMetric" -> metric(lens, x, y, width, height);
            case "lnsDatatable" -> table(lens, title, x, y, width, height);
            case "lnsXY" -> chart(lens, title, x, y, width, height);
            case "links" -> links(lens, x, y);
            case "visualization" ->
                lines(panel.at("/embeddableConfig/savedVis/params/markdown").asText(), x, y, width, height);
            default -> table(lens, title, x, y, width, height);
        }
    }

    private void links(JsonNode links, int x, int y) {
        int at = x + 10;
        for (JsonNode link : links.path("links")) {
            text(at, y + 14, 11, "#0b64dd", link.path("label").asText(), "600");
            at += 30 + link.path("label").asText().length() * 7;
        }
    }

    private void metric(JsonNode lens, int x, int y, int width, int height) {
        boolean coloured = lens.at("/state/visualization").has("palette");
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\"/>%n",
                x, y, width, height, coloured ? "#dff1ea" : "#e4eefb");
        text(x + 10, y + 18, 11, "#1d2a3e", cut(lens.path("title").asText(), (width - 16) / 7), "600");
        text(x + width - 34, y + height - 12, 24, "#1d2a3e", "n", "700");
    }

    private void table(JsonNode lens, String title, int x, int y, int width, int height) {
        text(x + 10, y + 17, 11, "#1d2a3e", title, "600");
        JsonNode layer = lens.at("/state/datasourceStates").path("formBased").path("layers");
        List<String> labels = layer.isMissingNode()
                ? lens.at("/state/datasourceStates/textBased/layers").findValuesAsText("label")
                : layer.valueStream()
                        .flatMap(each -> each.path("columnOrder")
                                .valueStream()
                                .map(id -> each.at("/columns/" + id.asText() + "/label")
                                        .asText()))
                        .toList();
        int count = Math.max(1, labels.size());
        int step = (width - 20) / count;
        for (int column = 0; column < labels.size(); column++) {
            String label = labels.get(column);
            text(x + 10 + column * step, y + 33, 9, "#5a6d83", cut(label, (step - 6) / 5), "400");
        }
        for (int row = y + 44; row < y + height - 8; row += 14) {
            for (int column = 0; column < count; column++) {
                add(
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"5\" rx=\"2\" fill=\"#e6ebf2\"/>%n",
                        x + 10 + column * step, row, step * (5 + (row + column) % 4) / 10);
            }
        }
    }

    private void chart(JsonNode lens, String title, int x, int y, int width, int height) {
        text(x + 10, y + 17, 11, "#1d2a3e", title, "600");
        String series = lens.at("/state/visualization/layers/0/seriesType").asText();
        int bottom = y + height - 12;
        int room = height - 48;
        if (series.equals("line") || series.startsWith("area")) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i <= 24; i++) {
                points.append(x + 12 + (width - 24) * i / 24)
                        .append(',')
                        .append(bottom - room * (i * 37 % 17) / 22)
                        .append(' ');
            }
            add(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"#6092c0\" stroke-width=\"2\"/>%n",
                    points.toString().strip());
        } else if (series.startsWith("bar_horizontal")) {
            for (int i = 0; i < room / 16; i++) {
                add(
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\" fill=\"#6092c0\"/>%n",
                        x + 60, y + 30 + i * 16, Math.max(8, (width - 80) * (10 - i) / 11));
            }
        } else {
            String[] colours = {"#6092c0", "#d6bf57", "#e7664c"};
            for (int i = 0; i < 24; i++) {
                int at = bottom;
                for (int part = 0; part < (series.equals("bar") ? 1 : 3); part++) {
                    int size = room * (2 + (i * 29 + part * 13) % 11) / 40;
                    at -= size;
                    add(
                            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                            x + 12 + (width - 24) * i / 24,
                            at,
                            Math.max(2, (width - 24) / 24 - 3),
                            size,
                            colours[part]);
                }
            }
        }
    }

    private void lines(String markdown, int x, int y, int width, int height) {
        int at = y + 18;
        int most = width * 10 / 56;
        for (String line : markdown.replaceAll("[*#`]|\\]\\([^)]*\\)|\\[", "")
                .lines()
                .filter(each -> !each.isBlank())
                .toList()) {
            String rest = line.strip();
            while (!rest.isEmpty() && at < y + height - 4) {
                int end = rest.length() <= most ? rest.length() : Math.max(1, rest.lastIndexOf(' ', most));
                text(
                        x + 10,
                        at,
                        at == y + 18 ? 12 : 10,
                        "#1d2a3e",
                        rest.substring(0, end),
                        at == y + 18 ? "600" : "400");
                rest = rest.substring(end).strip();
                at += 13;
            }
            at += 3;
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, Math.max(2, most - 1)) + "…" : text;
    }

    private void text(int x, int y, int size, String colour, String text, String weight) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\" font-weight=\"%s\">", x, y, size, colour, weight);
        svg.append(escaped).append("</text>\n");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values).replace("\r", ""));
    }
}
