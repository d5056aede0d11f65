// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A query that people paste in an emergency works. */
@ExtendWith(RealElasticsearch.class)
class InvestigationPageTest {

    private static List<String> blocks(String language) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "investigate.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1).strip())
                .toList();
    }

    @Test
    void everyQueryOfTheInvestigationPageFindsTheAttack(TestCluster cluster) throws IOException {
        cluster.clean();
        Installed.on(cluster);
        SceneStore store = new SceneStore(cluster);
        Instant began = Instant.now();
        for (String scene : List.of(
                "impact_sealwatch_ransomware_detection",
                "impact_create_delete_random_content",
                "impact_backup_or_snapshot_destroyed",
                "defense_impairment_sensor_lost_events")) {
            assertThat(store.load(Sources.scene(Sources.SCENES.resolve(scene).resolve("match.ndjson"))))
                    .isAfterOrEqualTo(began);
        }

        assertThat(blocks("esql"))
                .hasSizeGreaterThan(3)
                .allSatisfy(query -> assertThat(cluster.post(
                                        "/_query",
                                        new ObjectMapper()
                                                .createObjectNode()
                                                .put("query", query)
                                                .toString())
                                .ok()
                                .path("values"))
                        .as(query)
                        .isNotEmpty());
        assertThat(blocks("kql"))
                .hasSizeGreaterThan(1)
                .allSatisfy(query -> assertThat(cluster.kql(SceneStore.STREAM, query))
                        .as(query)
                        .isPositive());
    }
}
