// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proving ground as the real sensor saw it, through the project's own templates in a real Elasticsearch: everyday work of
 * every kind raises no alert of any rule. Sequences are run in {@link EveryEqlRuleFiresTest}.
 */
@ExtendWith(RealElasticsearch.class)
class RecordedWorkloadsTest {

    private static Instant benign = Instant.EPOCH;

    @BeforeAll
    static void load(TestCluster cluster) {
        cluster.clean();
        Installed.on(cluster);
        SceneStore store = new SceneStore(cluster);
        benign = store.now();
        for (String workload : Recorded.workloads("benign")) {
            store.load(Recorded.events("benign", workload));
        }
    }

    static List<RuleSource> rules() {
        return Sources.rules().stream()
                .filter(rule -> !rule.type().equals("eql"))
                .toList();
    }

    @Test
    void everyWorkloadOfTheProvingGroundIsThere(TestCluster cluster) {
        assertThat(Recorded.workloads("benign")).hasSizeGreaterThanOrEqualTo(39);
        assertThat(cluster.esql("FROM " + SceneStore.STREAM + " | STATS COUNT_DISTINCT(host.name)")
                        .at("/0/0")
                        .asInt())
                .isEqualTo(Recorded.workloads("benign").size());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noEverydayWorkRaisesAnAlert(RuleSource rule, TestCluster cluster) {
        assertThat(new RuleRun(cluster, benign).alerts(rule)).isEmpty();
    }
}
