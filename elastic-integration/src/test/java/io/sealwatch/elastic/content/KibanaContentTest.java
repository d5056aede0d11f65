// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kibana would only say when somebody opens the dashboard, said in the build. */
class KibanaContentTest {

    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();
    private static final Map<String, Signal> VIEWS =
            Map.of("sealwatch-events", Signal.LOGS, "sealwatch-episodes", Signal.TRACES);
    private static final Set<String> NUMBERS = Set.of("long", "byte", "float", "double");
    /** Model version 10.2.0 refuses attributes that it does not know. */
    private static final Set<String> DASHBOARD_ATTRIBUTES = Set.of(
            "title",
            "description",
            "timeRestore",
            "timeFrom",
            "timeTo",
            "refreshInterval",
            "version",
            "hits",
            "optionsJSON",
            "controlGroupInput",
            "kibanaSavedObjectMeta",
            "panelsJSON");

    static Stream<Panel> lens() {
        return Panel.lens();
    }

    static Stream<Panel> formBased() {
        return Panel.formBased();
    }

    static Stream<String> dashboards() {
        return Sources.dashboards().keySet().stream();
    }

    private static ObjectNode dashboard(String name) {
        return java.util.Objects.requireNonNull(Sources.dashboards().get(name));
    }

    @Test
    void anIdIsTheNameOfItsFileAndGivenOnce() {
        List<String> keys = new ArrayList<>();
        Sources.objects().forEach((file, object) -> {
            assertThat(file).endsWith("/" + object.path("id").asText());
            keys.add(object.path("type").asText() + "/" + object.path("id").asText());
        });

        assertThat(keys)
                .doesNotHaveDuplicates()
                .contains("dashboard/sealwatch-overview", "index-pattern/sealwatch-events");
    }

    @Test
    void everyReferenceLeadsToAnObjectOfThePackage() {
        Set<String> keys = new HashSet<>();
        Sources.objects().values().forEach(each -> keys.add(key(each)));

        assertThat(Sources.objects().values())
                .allSatisfy(object -> assertThat(object.path("references"))
                        .allSatisfy(reference -> assertThat(keys).contains(key(reference))));
    }

    private static String key(JsonNode node) {
        return node.path("type").asText() + "/" + node.path("id").asText();
    }

    @Test
    void theVersionsAreThoseThatEveryKibanaSince814Takes() {
        assertThat(Sources.objects().values()).allSatisfy(object -> {
            assertThat(object.path("coreMigrationVersion").asText()).isEqualTo("8.8.0");
            assertThat(object.path("typeMigrationVersion").asText())
                    .isEqualTo(object.path("type").asText().equals("dashboard") ? "10.2.0" : "8.0.0");
        });
        assertThat(Sources.dashboards().values())
                .allSatisfy(board -> assertThat(board.path("attributes").fieldNames())
                        .toIterable()
                        .allSatisfy(key -> assertThat(DASHBOARD_ATTRIBUTES).contains(key)));
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
    @MethodSource("dashboards")
    void itIsFilteredToOurDataAndSaysWhatToDo(String name) {
        JsonNode filter = dashboard(name).at("/attributes/kibanaSavedObjectMeta/searchSourceJSON/filter/0");

        assertThat(filter.at("/meta/key").asText()).isEqualTo("data_stream.dataset");
        assertThat(filter.at("/meta/params").valueStream().map(JsonNode::asText))
                .contains("sealwatch.events.otel")
                .isSubsetOf("sealwatch.events.otel", "sealwatch.episodes.otel");
        assertThat(Panel.all()
                        .filter(panel -> panel.dashboard().equals(name))
                        .map(panel -> panel.node()
                                .at("/embeddableConfig/savedVis/params/markdown")
                                .asText())
                        .filter(text -> !text.isEmpty()))
                .singleElement()
                .asString()
                .startsWith("###");
        assertThat(dashboard(name).at("/attributes/description").asText()).isNotEmpty();
        assertThat(dashboard(name).at("/attributes/timeRestore").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPlaceThatNeedsAReferenceHasOneAndNoneIsLeftOver(String name) {
        ObjectNode board = dashboard(name);
        Set<String> needed = new HashSet<>();
        needed.add(board.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON/filter/0/meta/indexRefName")
                .asText());
        board.at("/attributes/controlGroupInput/panelsJSON")
                .fieldNames()
                .forEachRemaining(id -> needed.add("controlGroup_" + id + ":optionsListDataView"));
        Panel.all().filter(panel -> panel.dashboard().equals(name)).forEach(panel -> needed.addAll(needs(panel)));

        assertThat(board.path("references")
                        .valueStream()
                        .map(each -> each.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    private static Set<String> needs(Panel panel) {
        Set<String> names = new HashSet<>();
        if (!panel.state().at("/datasourceStates/formBased").isMissingNode()) {
            names.add("indexpattern-datasource-layer-" + panel.layerId());
        }
        panel.node()
                .at("/embeddableConfig/attributes/links")
                .forEach(link -> names.add(link.path("destinationRefName").asText()));
        panel.node().at("/embeddableConfig/enhancements/dynamicActions/events").forEach(event -> {
            if (event.at("/action/factoryId").asText().equals("DASHBOARD_TO_DASHBOARD_DRILLDOWN")) {
                names.add("drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:"
                        + event.path("eventId").asText() + ":dashboardId");
            }
        });
        if (panel.node().has("panelRefName")) {
            names.add(panel.node().path("panelRefName").asText());
        }
        names.removeIf(String::isEmpty);
        return names.stream().map(each -> panel.id() + ":" + each).collect(java.util.stream.Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("formBased")
    void everyColumnIsOfAFieldOfItsDataAndOfAFittingType(Panel panel) {
        Signal signal = signal(panel);
        JsonNode columns = panel.layer().path("columns");
        assertThat(panel.layer().path("columnOrder").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(names(columns));
        columns.forEach(column -> {
            String source = column.path("sourceField").asText("___records___");
            if (!source.equals("___records___")) {
                String type = field(source, signal).elasticsearch().type();
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
            column.at("/params/secondaryFields").forEach(other -> field(other.asText(), signal));
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

    private static Field field(String name, Signal signal) {
        return CATALOGUE
                .resolve(name)
                .filter(each -> each.isOn(signal))
                .orElseThrow(() -> new AssertionError(name + " is no field of " + signal));
    }

    private static Signal signal(Panel panel) {
        String view =
                panel.node().at("/embeddableConfig/attributes/references/0/id").asText();
        return java.util.Objects.requireNonNull(VIEWS.get(view), view);
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

    @Test
    void searchesAndControlsAndDataViewsNameFieldsOfTheCatalogue() {
        Sources.objects().forEach((file, object) -> {
            String view = object.at("/references/0/id").asText();
            object.at("/attributes/columns")
                    .forEach(column -> field(column.asText(), java.util.Objects.requireNonNull(VIEWS.get(view), file)));
            object.at("/attributes/controlGroupInput/panelsJSON")
                    .forEach(control ->
                            field(control.at("/explicitInput/fieldName").asText(), Signal.LOGS));
            Signal signal = VIEWS.getOrDefault(object.path("id").asText(), Signal.LOGS);
            object.at("/attributes/fieldFormatMap").fieldNames().forEachRemaining(name -> field(name, signal));
        });
    }

    @Test
    void whatIsPackedHasItsPartsAsTextAndDecodesToTheSource() {
        List<ObjectNode> packed = ContentBuilder.objects(Sources.KIBANA);

        assertThat(packed).hasSameSizeAs(Sources.objects().values());
        assertThat(packed.get(0).path("type").asText()).isEqualTo("index-pattern");
        for (ObjectNode object : packed) {
            if (object.path("type").asText().equals("dashboard")) {
                for (String part : List.of("panelsJSON", "optionsJSON")) {
                    assertThat(object.at("/attributes/" + part).isTextual())
                            .as(part)
                            .isTrue();
                }
                assertThat(object.at("/attributes/controlGroupInput/panelsJSON").isTextual())
                        .isTrue();
            }
            assertThat(Sources.objects().values()).contains(SavedObjectCodec.decode(object));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thePictureInTheDocumentationIsOfTheDashboardAsItIs(String name) throws java.io.IOException {
        assertThat(java.nio.file.Files.readString(java.nio.file.Path.of("..", "docs", "img", name + ".svg")))
                .as("run io.sealwatch.elastic.content.ContentBuilder preview . docs/img")
                .isEqualTo(LayoutPreview.of(dashboard(name)));
    }

    @Test
    void whatWasEditedInKibanaComesBackIntoTheSources(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
            throws java.io.IOException {
        ObjectNode edited = SavedObjectCodec.encode(dashboard("sealwatch-overview"));
        edited.put("updated_at", "2026-11-23T20:00:00Z")
                .put("version", "WzEsMV0=")
                .put("managed", false);
        java.nio.file.Files.createDirectories(folder.resolve("kibana/dashboards"));
        java.nio.file.Path export =
                java.nio.file.Files.writeString(folder.resolve("export.ndjson"), edited + "\n{\"exportedCount\":1}\n");

        ContentBuilder.main(new String[] {"decode", export.toString(), folder.toString()});

        assertThat(SourceFiles.read(
                        folder.resolve("kibana"), ".json", new com.fasterxml.jackson.databind.ObjectMapper()))
                .containsEntry("dashboards/sealwatch-overview", dashboard("sealwatch-overview"));
    }
}
