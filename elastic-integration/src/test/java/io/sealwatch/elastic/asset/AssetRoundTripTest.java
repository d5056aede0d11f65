// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealElasticsearch.class)
class AssetRoundTripTest {

    @BeforeEach
    @AfterEach
    void emptyCluster(TestCluster cluster) {
        cluster.clean();
    }

    @Test
    void whatTheServerGivesBackIsWhatWasPut(TestCluster cluster) {
        Installed.on(cluster);

        assertThat(Installed.assets().assets()).hasSize(9).allSatisfy(asset -> {
            var answer = cluster.get(asset.path()).ok();
            var back = asset.kind().unwrap(answer, asset.name());
            assertThat(CanonicalForm.of(back).leaves())
                    .isEqualTo(CanonicalForm.of(asset.body()).leaves());
            assertThat(Stamp.read(asset.kind().meta(back))).contains(asset.stamp());
        });
    }

    @Test
    void aNewStreamCarriesTheStampOfItsContentAndTheSettings(TestCluster cluster) {
        Installed.on(cluster);
        String stream = "logs-sealwatch.events.otel-default";

        cluster.index(stream, "{\"@timestamp\":\"2026-11-23T20:00:00Z\"}").ok();

        var index = cluster.get("/" + stream).ok().elements().next();
        assertThat(StreamStamp.read(index.at("/mappings/_meta"))).isPresent();
        assertThat(index.at("/settings/index/mode").asText()).isEqualTo("logsdb");
        assertThat(index.at("/settings/index/final_pipeline").asText()).isEqualTo("sealwatch@ingested");
        assertThat(index.at("/settings/index/lifecycle/name").asText())
                .isEqualTo("logs-sealwatch.events.otel@lifecycle");
    }
}
