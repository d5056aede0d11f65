// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldAlias;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.sample.OtelDocument;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One document with the example of every field; then one query per field, in each language, must find it. */
@ExtendWith(RealElasticsearch.class)
class EveryFieldIsSearchableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();
    /** The test server has no real constant_keyword, so a constant of the mapping that no document carries cannot be found. */
    private static final Set<String> NOT_PROVABLE_HERE = Set.of("ecs.version");
    /** Made by the exporter or the pipeline with a value of its own: it must be there, whatever it is. */
    private static final Set<String> VALUE_NOT_OURS =
            Set.of("event.ingested", "data_stream.type", "data_stream.dataset", "data_stream.namespace");

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAnEventIsFoundByItsName(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        everyFieldIsFound(Signal.LOGS, cluster);
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAnEpisodeIsFoundByItsName(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        everyFieldIsFound(Signal.TRACES, cluster);
    }

    private static void everyFieldIsFound(Signal signal, TestCluster cluster) {
        String stream = DataStreams.base(signal) + "-default";
        ObjectNode flat = JSON.createObjectNode();
        CATALOGUE.fields(signal).stream()
                .filter(field -> !NOT_PROVABLE_HERE.contains(field.name()) && !VALUE_NOT_OURS.contains(field.name()))
                .forEach(field -> flat.set(field.name(), JSON.valueToTree(field.example())));
        ObjectNode document = new OtelDocument(CATALOGUE, signal).of(flat);
        cluster.index(stream, document.toString()).ok();

        SoftAssertions all = new SoftAssertions();
        for (Name name : names(signal)) {
            Field field = name.field();
            if (NOT_PROVABLE_HERE.contains(field.name())) {
                continue;
            }
            String path = field.elasticsearch().type().equals("object") ? name.name() + ".span_id" : name.name();
            String exists = "{\"exists\":{\"field\":\"" + path + "\"}}";
            all.assertThat(cluster.count(stream, exists)).as("%s exists", path).isEqualTo(1);
            all.assertThat(cluster.esql("FROM " + stream + " | WHERE `" + path + "` IS NOT NULL | STATS COUNT(*)")
                            .at("/0/0")
                            .asLong())
                    .as("%s in ES|QL", path)
                    .isEqualTo(1);
            if (!VALUE_NOT_OURS.contains(field.name())) {
                String value = firstValue(JSON.valueToTree(field.example()));
                all.assertThat(cluster.count(stream, match(path, value)))
                        .as("%s = %s", path, value)
                        .isEqualTo(1);
                all.assertThat(cluster.kql(stream, path + " : \"" + value.replace("\"", "\\\"") + "\""))
                        .as("KQL %s : %s", path, value)
                        .isEqualTo(1);
            }
        }
        all.assertAll();
    }

    private record Name(String name, Field field) {}

    private static List<Name> names(Signal signal) {
        List<Name> names = new ArrayList<>();
        CATALOGUE.fields(signal).forEach(field -> names.add(new Name(field.name(), field)));
        for (FieldAlias alias : CATALOGUE.aliases(signal)) {
            names.add(new Name(alias.name(), CATALOGUE.resolve(alias.name()).orElseThrow()));
        }
        return names;
    }

    private static String firstValue(JsonNode example) {
        JsonNode first = example.isArray() ? example.path(0) : example;
        return first.isObject() ? first.path("span_id").asText() : first.asText();
    }

    private static String match(String path, String value) {
        return JSON.createObjectNode()
                .set("match_phrase", JSON.createObjectNode().put(path, value))
                .toString();
    }

    @ParameterizedTest
    @EnumSource
    void noAttributeOfAFullEventIsLeftUnmappedOrIgnored(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        everyFieldIsFound(Signal.LOGS, cluster);
        String stream = DataStreams.base(Signal.LOGS) + "-default";

        assertThat(cluster.count(stream, "{\"exists\":{\"field\":\"_ignored\"}}"))
                .isZero();
    }
}
