// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealElasticsearch.class)
class RealElasticsearchTest {

    @Test
    void theServerIsTheVersionThatWasAskedFor(TestCluster cluster) {
        assertThat(cluster.get("/").ok().at("/version/number").asText()).isEqualTo(ServerRelease.V8.version());
    }

    @Test
    void itAnswersEsqlForReal(TestCluster cluster) {
        assertThat(cluster.esql("ROW a = 20 | EVAL b = a + 1 | KEEP b")
                        .at("/0/0")
                        .asInt())
                .isEqualTo(21);
    }
}
