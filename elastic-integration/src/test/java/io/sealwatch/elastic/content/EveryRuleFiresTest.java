// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule's query is run on a real Elasticsearch with the project's own templates, on what must fire and what must not. */
@ExtendWith(RealElasticsearch.class)
class EveryRuleFiresTest {

    @BeforeAll
    static void install(TestCluster cluster) {
        cluster.clean();
        Installed.on(cluster);
    }

    static Stream<String> names() {
        return Sources.rules().stream()
                .filter(rule -> !rule.type().equals("eql"))
                .map(RuleSource::name);
    }

    private static RuleSource rule(String name) {
        return Sources.rules().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ObjectNode> scene(String rule, String which) {
        return Sources.scene(Sources.SCENES.resolve(rule).resolve(which + ".ndjson"));
    }

    private static Instant loaded(TestCluster cluster, String rule, String which) {
        SceneStore store = new SceneStore(cluster);
        Path history = Sources.SCENES.resolve(rule).resolve("history.ndjson");
        if (Files.exists(history)) {
            store.load(Sources.scene(history));
        }
        return store.load(scene(rule, which));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itFiresOnTheAttack(String name, TestCluster cluster) {
        Instant since = loaded(cluster, name, "match");

        assertThat(new RuleRun(cluster, since).alerts(rule(name))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itStaysQuietOnWhatLooksAlike(String name, TestCluster cluster) {
        Instant since = loaded(cluster, name, "nomatch");

        assertThat(new RuleRun(cluster, since).alerts(rule(name))).isEmpty();
    }

    static Stream<String> esql() {
        return Sources.rules().stream()
                .filter(rule -> rule.type().equals("esql"))
                .map(RuleSource::name);
    }

    @ParameterizedTest
    @MethodSource("esql")
    void anAlertOfAnAggregationHasTheColumnsThatTheAnalystIsPromised(String name, TestCluster cluster) {
        Instant since = loaded(cluster, name, "match");
        RuleSource rule = rule(name);

        List<String> columns = new RuleRun(cluster, since)
                .esql(rule)
                .path("columns")
                .valueStream()
                .map(column -> column.path("name").asText())
                .toList();

        assertThat(columns).containsAll(rule.texts("/investigation_fields/field_names"));
        assertThat(columns).containsAll(rule.texts("/alert_suppression/group_by"));
        assertThat(columns).contains("host.id", "host.name");
    }

    @Test
    void whatWaitedInTheSpoolIsFoundByItsArrival(TestCluster cluster) {
        RuleSource rule = rule("impact_sealwatch_ransomware_detection");
        ObjectNode late = scene(rule.name(), "match").get(0).put("timestamp", "now-6h");
        Instant since = new SceneStore(cluster).load(List.of(late));

        String recent = "{\"range\":{\"@timestamp\":{\"gte\":\"" + since.minus(Duration.ofMinutes(9)) + "\"}}}";
        String arrived = "{\"range\":{\"event.ingested\":{\"gte\":\"" + since + "\"}}}";

        assertThat(new RuleRun(cluster, since).alerts(rule)).hasSize(1);
        assertThat(cluster.count(SceneStore.STREAM, arrived)).isEqualTo(1);
        assertThat(cluster.count(SceneStore.STREAM, "{\"bool\":{\"filter\":[" + arrived + "," + recent + "]}}"))
                .isZero();
    }

    @Test
    void theRulesThatApplyFireOnTheDemosAttackAndTheOthersDoNot(TestCluster cluster) {
        Instant since =
                new SceneStore(cluster).load(Recorded.read(Sources.SCENES.resolve("demo.ndjson.gz"), "demo-host"));
        RuleRun run = new RuleRun(cluster, since);

        assertThat(names().filter(name -> !run.alerts(rule(name)).isEmpty()))
                .containsExactlyInAnyOrder(
                        "impact_sealwatch_ransomware_detection",
                        "impact_create_delete_random_content",
                        "impact_ransom_notes_in_many_folders",
                        "impact_major_flag_by_new_executable");
    }
}
