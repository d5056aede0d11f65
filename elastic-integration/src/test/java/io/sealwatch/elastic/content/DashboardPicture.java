// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * Draws a dashboard without Kibana: each panel where it is, with what its own query returned. It shows what is in a panel, not
 * how Kibana draws it.
 */
final class DashboardPicture {

    private static final int UNIT = 25;
    private static final int ROW = 15;
    private static final int TOP = 84;
    private static final int CONTROL = 176;

    private final Svg svg = new Svg();

    /**
     * One picture, as SVG.
     *
     * @param subtitle what data it is of
     */
    static String of(JsonNode dashboard, String subtitle, Function<Panel, PanelTable> run) {
        DashboardPicture picture = new DashboardPicture();
        picture.draw(dashboard.path("id").asText(), dashboard.path("attributes"), subtitle, run);
        return picture.svg.toString();
    }

    private void draw(String id, JsonNode attributes, String subtitle, Function<Panel, PanelTable> run) {
        var panels = Panel.all().filter(panel -> panel.dashboard().endsWith(id)).toList();
        int rows = panels.stream().mapToInt(panel -> panel.end("y", "h")).max().orElse(0);
        svg.open(0, 0, 48 * UNIT, TOP + rows * ROW + 8);
        svg.rect(0, 0, 48 * UNIT, TOP + rows * ROW + 8, 0, "#f6f9fc");
        svg.text(12, 26, 18, Svg.INK, attributes.path("title").asText(), true);
        svg.text(12, 44, 12, Svg.PALE, "Drawn without Kibana from the dashboard's own panels. " + subtitle, false);
        int x = 12;
        for (JsonNode control : attributes.at("/controlGroupInput/panelsJSON")) {
            svg.frame(x, 53, CONTROL - 8, 22);
            svg.text(x + 8, 68, 12, Svg.INK, control.at("/explicitInput/title").asText() + "  ▾", false);
            x += CONTROL;
        }
        panels.forEach(panel -> panel(panel, run));
        svg.close();
    }

    private void panel(Panel panel, Function<Panel, PanelTable> run) {
        int width = panel.grid().path("w").asInt() * UNIT - 6;
        int height = panel.grid().path("h").asInt() * ROW - 6;
        svg.open(panel.start("x") * UNIT + 3, TOP + panel.start("y") * ROW + 3, width, height);
        svg.frame(0, 0, width, height);
        JsonNode content = panel.node().at("/embeddableConfig/attributes");
        switch (panel.node().path("type").asText()) {
            case "links" -> links(content);
            case "visualization" ->
                markdown(
                        panel.node()
                                .at("/embeddableConfig/savedVis/params/markdown")
                                .asText(),
                        width);
            case "lens" -> lens(panel, content.path("visualizationType").asText(), run.apply(panel), width, height);
            default -> throw new IllegalArgumentException("no picture of " + panel);
        }
        svg.close();
    }

    private void lens(Panel panel, String kind, PanelTable table, int width, int height) {
        JsonNode visualization = panel.state().path("visualization");
        if (kind.equals("lnsMetric")) {
            metric(panel, visualization, table, width, height);
            return;
        }
        svg.text(10, 18, 12, Svg.INK, panel.title(), true);
        if (table.rows().isEmpty()) {
            svg.text(10, 40, 11, Svg.PALE, "nothing in this data", false);
        } else if (kind.equals("lnsDatatable")) {
            new TablePicture(svg, visualization, table).draw(width, height);
        } else {
            new ChartPicture(svg, visualization.at("/layers/0"), table).draw(width, height);
        }
    }

    private void metric(Panel panel, JsonNode visualization, PanelTable table, int width, int height) {
        JsonNode value =
                table.values(visualization.path("metricAccessor").asText()).get(0);
        String colour = Colours.of(visualization.path("palette"), value, "#e4eefb");
        String ink = Colours.inkOn(colour);
        svg.rect(0, 0, width, height, 5, colour);
        svg.text(10, 18, 12, ink, panel.title(), true);
        svg.text(10, 34, 10, ink, visualization.path("subtitle").asText(), false);
        svg.right(width - 12, height - 12, 28, ink, Values.text(value, "number"), true);
    }

    private void links(JsonNode links) {
        int at = 10;
        for (JsonNode link : links.path("links")) {
            String label = link.path("label").asText();
            svg.text(at, 16, 12, "#0b64dd", label, true);
            at += 30 + Svg.width(label, 12);
        }
    }

    /** The words; of the marks only what makes a heading. */
    private void markdown(String markdown, int width) {
        int at = 6;
        for (String line : markdown.lines().filter(each -> !each.isBlank()).toList()) {
            boolean heading = line.startsWith("#");
            int size = heading ? 13 : 11;
            String rest = line.replaceAll("[*#`]|\\]\\([^)]*\\)|\\[", "").strip();
            int most = (width - 20) * 100 / (size * Svg.BROAD);
            while (!rest.isEmpty()) {
                int end = rest.length() <= most ? rest.length() : Math.max(1, rest.lastIndexOf(' ', most));
                at += size + 3;
                svg.text(10, at, size, Svg.INK, rest.substring(0, end), heading);
                rest = rest.substring(end).strip();
            }
            at += 4;
        }
    }
}
