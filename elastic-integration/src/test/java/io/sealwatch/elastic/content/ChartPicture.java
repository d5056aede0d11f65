// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A chart: bars over time or over a few values, stacked by series; lines; or bars that lie. */
final class ChartPicture {

    private static final int LEFT = 44;
    private static final int ABOVE = 30;
    private static final int BELOW = 38;

    private final Svg svg;
    private final JsonNode layer;
    private final PanelTable.Column across;
    /** By what stands at the axis, by series. */
    private final Map<JsonNode, Map<String, Double>> values = new LinkedHashMap<>();

    private final Set<String> series = new LinkedHashSet<>();

    ChartPicture(Svg svg, JsonNode layer, PanelTable table) {
        this.svg = svg;
        this.layer = layer;
        this.across = table.columns().get(table.at(layer.path("xAccessor").asText()));
        String split = layer.path("splitAccessor").asText();
        for (List<JsonNode> row : table.rows()) {
            Map<String, Double> stack =
                    values.computeIfAbsent(row.get(table.at(across.id())), key -> new LinkedHashMap<>());
            for (JsonNode accessor : layer.path("accessors")) {
                int column = table.at(accessor.asText());
                String name = split.isEmpty()
                        ? table.columns().get(column).label()
                        : row.get(table.at(split)).asText();
                if (row.get(column).isNumber()) {
                    series.add(name);
                    stack.put(name, row.get(column).asDouble());
                }
            }
        }
    }

    void draw(int width, int height) {
        String type = layer.path("seriesType").asText();
        int bottom = height - BELOW;
        if (type.startsWith("bar_horizontal")) {
            lying(width, bottom);
        } else {
            double most = most(type.equals("line"));
            svg.right(LEFT - 6, ABOVE + 8, 10, Svg.PALE, number(most), false);
            svg.right(LEFT - 6, bottom, 10, Svg.PALE, "0", false);
            svg.line(LEFT, ABOVE, width - 12, ABOVE, "#e6ebf2");
            svg.line(LEFT, bottom, width - 12, bottom, "#cad3e2");
            if (type.equals("line")) {
                lines(width, bottom, most);
            } else {
                standing(width, bottom, most);
            }
            ticks(width, bottom + 13);
        }
        legend(width, height - 9);
    }

    private double most(boolean single) {
        return values.values().stream()
                .mapToDouble(stack -> single
                        ? stack.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0)
                        : sum(stack))
                .max()
                .orElse(1);
    }

    private static double sum(Map<String, Double> stack) {
        return stack.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String number(double value) {
        return value >= 10_000
                ? Math.round(value / 1000) + "k"
                : value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private int x(int index, int width) {
        return LEFT + (width - 12 - LEFT) * index / values.size();
    }

    private void standing(int width, int bottom, double most) {
        int index = 0;
        for (Map<String, Double> stack : values.values()) {
            int left = x(index, width) + 1;
            int top = bottom;
            for (String name : series) {
                int size = (int) Math.round((bottom - ABOVE) * stack.getOrDefault(name, 0.0) / most);
                if (size > 0) {
                    top -= size;
                    svg.rect(left, top, Math.max(2, x(index + 1, width) - left - 2), size, 0, colour(name));
                }
            }
            index++;
        }
    }

    private void lines(int width, int bottom, double most) {
        for (String name : series) {
            StringBuilder points = new StringBuilder();
            int index = 0;
            for (Map<String, Double> stack : values.values()) {
                if (stack.containsKey(name)) {
                    points.append((x(index, width) + x(index + 1, width)) / 2)
                            .append(',')
                            .append(bottom - Math.round((bottom - ABOVE) * stack.get(name) / most))
                            .append(' ');
                }
                index++;
            }
            svg.polyline(points.toString().strip(), colour(name));
        }
    }

    private void ticks(int width, int y) {
        int every = across.kind().equals("date") ? Math.max(1, values.size() / Math.max(1, (width - LEFT) / 110)) : 1;
        int index = 0;
        for (JsonNode at : values.keySet()) {
            if (index % every == 0) {
                String label = label(at).replaceAll("\\.0(?!\\d)", "");
                int middle = (x(index, width) + x(index + 1, width)) / 2;
                if (middle + Svg.width(label, 10) / 2 <= width) {
                    svg.middle(middle, y, 10, Svg.PALE, label);
                }
            }
            index++;
        }
    }

    private String label(JsonNode at) {
        return Values.text(at, across.kind());
    }

    private void lying(int width, int bottom) {
        int names = Math.min(
                width * 2 / 5,
                12
                        + values.keySet().stream()
                                .mapToInt(each -> Svg.width(label(each), 11))
                                .max()
                                .orElse(0));
        double most = most(false);
        int y = ABOVE;
        for (Map.Entry<JsonNode, Map<String, Double>> each : values.entrySet()) {
            if (y + 14 > bottom + 16) {
                break;
            }
            svg.right(names, y + 11, 11, Svg.INK, Svg.cut(label(each.getKey()), 11, names - 8), false);
            int x = names + 6;
            for (String name : series) {
                int size =
                        (int) Math.round((width - names - 60) * each.getValue().getOrDefault(name, 0.0) / most);
                svg.rect(x, y, size, 13, 0, colour(name));
                x += size;
            }
            svg.text(x + 5, y + 11, 10, Svg.PALE, number(sum(each.getValue())), false);
            y += 18;
        }
    }

    private String colour(String name) {
        return Colours.series(layer, name, new ArrayList<>(series).indexOf(name));
    }

    private void legend(int width, int y) {
        if (series.size() < 2) {
            return;
        }
        int x = 12;
        for (String name : series) {
            String label = Svg.cut(name, 10, 150);
            if (x + 20 + Svg.width(label, 10) > width) {
                return;
            }
            svg.rect(x, y - 8, 8, 8, 4, colour(name));
            svg.text(x + 12, y, 10, Svg.INK, label, false);
            x += 28 + Svg.width(label, 10);
        }
    }
}
