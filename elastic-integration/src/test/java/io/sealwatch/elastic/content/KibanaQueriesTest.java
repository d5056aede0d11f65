// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of a dashboard or a search is run by a real Elasticsearch on the project's own templates. */
@ExtendWith(RealElasticsearch.class)
class KibanaQueriesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Set<String>> KIBANA_TYPES = Map.of(
            "number", Set.of("long", "integer", "double"),
            "date", Set.of("date", "date_nanos"),
            "string", Set.of("keyword", "text"));

    @BeforeAll
    static void install(TestCluster cluster) {
        cluster.clean();
        Installed.on(cluster);
        for (Signal signal : Signal.values()) {
            cluster.put("/_data_stream/" + DataStreams.base(signal) + "-default", "")
                    .ok();
        }
    }

    static Stream<Panel> esql() {
        return Panel.esql();
    }

    @ParameterizedTest
    @MethodSource("esql")
    void anEsqlPanelShowsColumnsThatItsQueryReturns(Panel panel, TestCluster cluster) {
        String query = panel.layer().at("/query/esql").asText();
        Map<String, String> returned = new HashMap<>();
        cluster.post("/_query", JSON.createObjectNode().put("query", query).toString())
                .ok()
                .path("columns")
                .forEach(column -> returned.put(
                        column.path("name").asText(), column.path("type").asText()));

        assertThat(panel.state().at("/query/esql").asText()).isEqualTo(query);
        for (JsonNode column : panel.layer().path("columns")) {
            String name = column.path("fieldName").asText();
            assertThat(returned).containsKey(name);
            assertThat(KIBANA_TYPES.getOrDefault(column.at("/meta/type").asText(), Set.of()))
                    .as(name)
                    .contains(String.valueOf(returned.get(name)));
        }
    }

    @Test
    void everyKqlTextIsUnderstood(TestCluster cluster) {
        Set<String> texts = new TreeSet<>();
        Panel.lens().forEach(panel -> texts.addAll(panel.kql()));
        Sources.objects().values().forEach(object -> {
            String text = object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON/query/query")
                    .asText();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        });

        assertThat(texts)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(cluster.kql(DataStreams.base(Signal.LOGS) + "-default", text))
                        .isGreaterThanOrEqualTo(0));
    }
}
