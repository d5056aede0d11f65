// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kibana would only say when somebody looks at a panel, said in the build. */
class PanelContentTest {

    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();
    private static final Set<String> NUMBERS = Set.of("long", "byte", "float", "double");

    static Stream<Panel> lens() {
        return Panel.lens();
    }

    static Stream<Panel> formBased() {
        return Panel.formBased();
    }

    static Stream<String> dashboards() {
        return Sources.dashboards().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thePanelsFillTheGridWithoutOverlap(String name) {
        List<Panel> panels =
                Panel.all().filter(panel -> panel.dashboard().equals(name)).toList();

        assertThat(panels).extracting(Panel::id).doesNotHaveDuplicates();
        int area = 0;
        int bottom = 0;
        for (Panel panel : panels) {
            assertThat(panel.grid().path("i").asText()).isEqualTo(panel.id());
            assertThat(panel.end("x", "w")).as("%s", panel).isLessThanOrEqualTo(48);
            assertThat(panels)
                    .filteredOn(other -> !other.equals(panel) && panel.overlaps(other))
                    .as("%s", panel)
                    .isEmpty();
            area += panel.grid().path("w").asInt() * panel.grid().path("h").asInt();
            bottom = Math.max(bottom, panel.end("y", "h"));
        }
        assertThat(area).as("no holes").isEqualTo(48 * bottom);
    }

    @ParameterizedTest
    @MethodSource("formBased")
    void everyColumnIsOfAFieldOfItsDataAndOfAFittingType(Panel panel) {
        Signal signal = DataViews.signal(panel);
        JsonNode columns = panel.layer().path("columns");
        assertThat(panel.layer().path("columnOrder").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(names(columns));
        columns.forEach(column -> {
            String source = column.path("sourceField").asText("___records___");
            if (!source.equals("___records___")) {
                String type = DataViews.field(source, signal).elasticsearch().type();
                switch (column.path("operationType").asText()) {
                    case "sum", "percentile", "median", "average", "range" ->
                        assertThat(NUMBERS).as(source).contains(type);
                    case "min", "max" ->
                        assertThat(type.equals("date") || NUMBERS.contains(type))
                                .as(source)
                                .isTrue();
                    case "date_histogram" -> assertThat(type).isEqualTo("date");
                    case "terms", "unique_count", "last_value" ->
                        assertThat(type).as(source).isNotEqualTo("match_only_text");
                    default -> assertThat(column.path("operationType").asText()).isEqualTo("count");
                }
            }
            column.at("/params/secondaryFields").forEach(other -> DataViews.field(other.asText(), signal));
            String orderedBy = column.at("/params/orderBy/columnId").asText();
            if (!orderedBy.isEmpty()) {
                assertThat(columns.has(orderedBy))
                        .as("ordered by %s", orderedBy)
                        .isTrue();
            }
        });
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @MethodSource("lens")
    void whatIsDrawnIsAColumnOfTheLayer(Panel panel) {
        Set<String> columns = new HashSet<>();
        if (panel.layer().path("columns").isArray()) {
            panel.layer()
                    .path("columns")
                    .forEach(column -> columns.add(column.path("columnId").asText()));
        } else {
            columns.addAll(names(panel.layer().path("columns")));
        }
        JsonNode visualization = panel.state().path("visualization");
        List<String> drawn = new ArrayList<>();
        visualization.findValues("columnId").forEach(each -> drawn.add(each.asText()));
        visualization.findValues("xAccessor").forEach(each -> drawn.add(each.asText()));
        visualization.findValues("splitAccessor").forEach(each -> drawn.add(each.asText()));
        visualization.findValues("metricAccessor").forEach(each -> drawn.add(each.asText()));
        visualization.findValues("forAccessor").forEach(each -> drawn.add(each.asText()));
        visualization.findValues("accessors").forEach(each -> each.forEach(one -> drawn.add(one.asText())));

        assertThat(drawn).isNotEmpty().allSatisfy(each -> assertThat(columns).contains(each));
        assertThat(visualization.findValues("layerId"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.asText()).isEqualTo(panel.layerId()));
        assertThat(panel.kql())
                .allSatisfy(kql -> QueryFields.of("kuery", kql)
                        .forEach(name ->
                                assertThat(CATALOGUE.resolve(name)).as(name).isPresent()));
    }
}
