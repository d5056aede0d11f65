// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** A table: as many rows as fit, columns as broad as what is in them. */
final class TablePicture {

    private static final int SIZE = 11;
    private static final int LINE = 18;
    private static final int HEAD = 38;
    /** No column takes more than so many letters from the others. */
    private static final int MOST = 34;

    private final Svg svg;
    private final JsonNode visualization;
    private final PanelTable table;

    TablePicture(Svg svg, JsonNode visualization, PanelTable table) {
        this.svg = svg;
        this.visualization = visualization;
        this.table = table;
    }

    void draw(int width, int height) {
        List<PanelTable.Column> columns = new ArrayList<>();
        visualization
                .path("columns")
                .forEach(column -> columns.add(
                        table.columns().get(table.at(column.path("columnId").asText()))));
        int shown = Math.min(table.rows().size(), (height - HEAD - 6) / LINE);
        List<Integer> weights =
                columns.stream().map(column -> weight(column, shown)).toList();
        int all = weights.stream().mapToInt(Integer::intValue).sum();
        int x = 10;
        for (int i = 0; i < columns.size(); i++) {
            int room = (width - 16) * weights.get(i) / all;
            column(columns.get(i), x, room, shown);
            x += room;
        }
    }

    private int weight(PanelTable.Column column, int shown) {
        int most = column.label().length();
        for (JsonNode value : table.values(column.id()).subList(0, shown)) {
            most = Math.max(most, Values.text(value, column.kind()).length());
        }
        return Math.min(most, MOST) + 2;
    }

    private void column(PanelTable.Column column, int x, int room, int shown) {
        svg.text(x, HEAD, 10, Svg.PALE, Svg.cut(column.label(), 10, room - 6), true);
        List<JsonNode> values = table.values(column.id());
        for (int row = 0; row < shown; row++) {
            int y = HEAD + (row + 1) * LINE;
            String colour = Colours.of(palette(column.id()), values.get(row), "none");
            if (!colour.equals("none")) {
                svg.rect(x - 4, y - 13, room - 2, LINE - 1, 2, colour);
            }
            svg.text(x, y, SIZE, Svg.INK, Svg.cut(Values.text(values.get(row), column.kind()), SIZE, room - 6), false);
        }
    }

    private JsonNode palette(String id) {
        for (JsonNode column : visualization.path("columns")) {
            if (column.path("columnId").asText().equals(id)) {
                return column.path("palette");
            }
        }
        return MissingNode.getInstance();
    }
}
