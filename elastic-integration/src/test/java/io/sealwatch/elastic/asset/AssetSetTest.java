// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.cluster.PutComponentTemplateRequest;
import co.elastic.clients.elasticsearch.ilm.PutLifecycleRequest;
import co.elastic.clients.elasticsearch.indices.PutIndexTemplateRequest;
import co.elastic.clients.elasticsearch.ingest.PutPipelineRequest;
import co.elastic.clients.json.JsonpMappingException;
import co.elastic.clients.json.JsonpSerializable;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Capabilities;
import io.sealwatch.elastic.cluster.Version;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetSetTest {

    private static final JacksonJsonpMapper MAPPER = new JacksonJsonpMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode component(String version, boolean serverless) {
        return AssetSet.of(FieldCatalogue.bundled(), new Capabilities(Version.parse(version), serverless))
                .asset(AssetKind.COMPONENT_TEMPLATE, DataStreams.component(Signal.LOGS))
                .body()
                .path("template");
    }

    @ParameterizedTest
    @CsvSource({
        "8.16.0, false, false",
        "8.17.0, true, false",
        "8.18.3, true, false",
        "8.19.21, true, true",
        "9.0.4, true, false",
        "9.1.0, true, true",
        "9.5.3, true, true"
    })
    void aClusterGetsLogsdbAndFailureStoreWhereItHasThem(String version, boolean logsdb, boolean failureStore) {
        JsonNode template = component(version, false);

        assertThat(template.path("settings").has("index.mode")).isEqualTo(logsdb);
        assertThat(template.has("data_stream_options")).isEqualTo(failureStore);
    }

    @Test
    void onServerlessTheDataStreamLifecycleStandsForIlm() {
        JsonNode template = component("9.5.0", true);

        assertThat(template.at("/lifecycle/data_retention").asText()).isEqualTo("90d");
        assertThat(template.path("settings").has("index.lifecycle.name")).isFalse();
        assertThat(AssetSet.of(FieldCatalogue.bundled(), new Capabilities(Version.parse("9.5.0"), true))
                        .assets())
                .noneMatch(asset -> asset.kind() == AssetKind.ILM_POLICY);
    }

    @Test
    void theSameSourcesGiveTheSameHash() {
        assertThat(Installed.assets().assets().stream().map(Asset::stamp))
                .isEqualTo(
                        Installed.assets().assets().stream().map(Asset::stamp).toList());
    }

    @Test
    void noAssetHasAKeyThatTheClientDoesNotKnow() throws IOException {
        for (Asset asset : Installed.assets().assets()) {
            assertThat(lostKeys(asset, asset.body())).as(asset.name()).isEmpty();
        }
    }

    @Test
    void theCheckOfKeysFindsATypoAtTheTop() throws IOException {
        Asset template = Installed.assets().asset(AssetKind.INDEX_TEMPLATE, DataStreams.base(Signal.LOGS));
        ObjectNode typo = template.body().deepCopy();
        typo.put("prioritty", 1);

        assertThat(lostKeys(template, typo)).singleElement().asString().contains("prioritty");
    }

    @Test
    void theCheckOfKeysFindsATypoInsideAMapping() throws IOException {
        Asset component = Installed.assets().asset(AssetKind.COMPONENT_TEMPLATE, DataStreams.component(Signal.LOGS));
        ObjectNode typo = component.body().deepCopy();
        ((ObjectNode) typo.at("/template/mappings/properties/event_name")).put("ignore_abov", 1);

        assertThat(lostKeys(component, typo)).singleElement().asString().contains("ignore_abov");
    }

    /** The typed client refuses or drops what it does not know: either way it is a typo. */
    private static List<String> lostKeys(Asset asset, ObjectNode body) throws IOException {
        ObjectNode copy = body.deepCopy();
        if (copy.has("template")) {
            // The client of 8.19 does not know this option of templates yet; the real server takes it.
            copy.withObjectProperty("template").remove("data_stream_options");
        }
        JsonpSerializable typed;
        try {
            typed = read(asset.kind(), new StringReader(copy.toString()));
        } catch (JsonpMappingException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        StringWriter written = new StringWriter();
        try (var generator = MAPPER.jsonProvider().createGenerator(written)) {
            typed.serialize(generator, MAPPER);
        }
        Set<String> lost = paths(copy);
        lost.removeAll(paths(JSON.readTree(written.toString())));
        return List.copyOf(lost);
    }

    /** Without the numbers of list items: the client makes a list of one out of some single values. */
    private static Set<String> paths(JsonNode body) {
        return CanonicalForm.of(body).leaves().keySet().stream()
                .map(path -> path.replaceAll("\\[\\d+]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonpSerializable read(AssetKind kind, StringReader json) {
        return switch (kind) {
            case ILM_POLICY ->
                PutLifecycleRequest.of(request -> request.name("x").withJson(json));
            case INGEST_PIPELINE ->
                PutPipelineRequest.of(request -> request.id("x").withJson(json));
            case COMPONENT_TEMPLATE ->
                PutComponentTemplateRequest.of(request -> request.name("x").withJson(json));
            case INDEX_TEMPLATE ->
                PutIndexTemplateRequest.of(request -> request.name("x").withJson(json));
        };
    }

    @Test
    void settingsSpeltInDifferentWaysAreTheSame() throws IOException {
        JsonNode dotted = JSON.readTree("{\"template\":{\"settings\":{\"index.number_of_shards\":1}}}");
        JsonNode nested = JSON.readTree("{\"template\":{\"settings\":{\"index\":{\"number_of_shards\":\"1\"}}}}");
        JsonNode bare = JSON.readTree("{\"template\":{\"settings\":{\"number_of_shards\":\"1\"}},\"version\":3}");

        assertThat(CanonicalForm.of(nested)).isEqualTo(CanonicalForm.of(dotted));
        assertThat(CanonicalForm.of(bare)).isEqualTo(CanonicalForm.of(dotted));
    }

    @Test
    void aStreamOfEachSignalHasATemplateThatIsComposedOfItsComponent() {
        for (Signal signal : Signal.values()) {
            Asset template = Installed.assets().asset(AssetKind.INDEX_TEMPLATE, DataStreams.base(signal));

            assertThat(template.body().at("/index_patterns/0").asText()).isEqualTo(DataStreams.pattern(signal));
            assertThat(template.body().path("composed_of").toString()).contains(DataStreams.component(signal));
        }
    }
}
