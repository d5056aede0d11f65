// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kibana would only say when somebody imports or opens the content, said in the build. */
class KibanaContentTest {

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

    static Stream<String> dashboards() {
        return Sources.dashboards().keySet().stream();
    }

    private static ObjectNode dashboard(String name) {
        return Objects.requireNonNull(Sources.dashboards().get(name));
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
        return names.stream().map(each -> panel.id() + ":" + each).collect(Collectors.toSet());
    }

    @Test
    void searchesAndControlsAndDataViewsNameFieldsOfTheCatalogue() {
        Sources.objects().forEach((file, object) -> {
            String view = object.at("/references/0/id").asText();
            object.at("/attributes/columns")
                    .forEach(column -> DataViews.field(column.asText(), DataViews.signal(view)));
            object.at("/attributes/controlGroupInput/panelsJSON")
                    .forEach(control -> DataViews.field(
                            control.at("/explicitInput/fieldName").asText(), Signal.LOGS));
            Signal signal = object.path("type").asText().equals("index-pattern")
                    ? DataViews.signal(object.path("id").asText())
                    : Signal.LOGS;
            object.at("/attributes/fieldFormatMap")
                    .fieldNames()
                    .forEachRemaining(name -> DataViews.field(name, signal));
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

    @Test
    void whatWasEditedInKibanaComesBackIntoTheSources(@TempDir Path folder) throws IOException {
        ObjectNode edited = SavedObjectCodec.encode(dashboard("sealwatch-overview"));
        edited.put("updated_at", "2026-11-23T20:00:00Z")
                .put("version", "WzEsMV0=")
                .put("managed", false);
        Files.createDirectories(folder.resolve("kibana/dashboards"));
        Path export = Files.writeString(folder.resolve("export.ndjson"), edited + "\n{\"exportedCount\":1}\n");

        ContentBuilder.main(new String[] {"decode", export.toString(), folder.toString()});

        assertThat(SourceFiles.read(folder.resolve("kibana"), ".json", new ObjectMapper()))
                .containsEntry("dashboards/sealwatch-overview", dashboard("sealwatch-overview"));
    }
}
