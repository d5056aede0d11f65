// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Beside the stack's templates, those of other people, and the user's own. */
class InstallerBesideOthersTest extends InstallerOnRealServer {

    InstallerBesideOthersTest(TestCluster server) {
        super(server);
    }

    @Test
    void whatSomebodyElseMadeIsRefusedAndNothingIsWritten() {
        server.put(COMPONENT, "{\"template\":{},\"_meta\":{\"managed_by\":\"fleet\"}}")
                .ok();

        Plan plan = installer.plan();

        assertThat(plan.refused()).singleElement().satisfies(step -> {
            assertThat(step.finding().state()).isEqualTo(State.FOREIGN);
            assertThat(step.finding().note()).isEqualTo("managed by fleet");
        });
        assertThat(server.get(INDEX_TEMPLATE).status()).isEqualTo(404);
    }

    @Test
    void aTemplateOfOthersThatWouldWinIsNamed() {
        server.put("/_index_template/mine", "{\"index_patterns\":[\"logs-sealwatch*\"],\"priority\":900}")
                .ok();

        assertThat(installer.plan().notes())
                .containsExactly("index template mine (priority 900) would win over logs-sealwatch.events.otel"
                        + " (priority 501) for logs-sealwatch.events.otel-*");
    }

    @Test
    void usersOwnComponentIsNeverTouchedAndCounts() {
        String custom = "/_component_template/logs-sealwatch.events.otel@custom";
        String own =
                "{\"template\":{\"settings\":{\"index\":{\"number_of_replicas\":\"0\"}}},\"_meta\":{\"mine\":true}}";
        server.put(custom, own).ok();
        apply();
        server.index(STREAM, DOCUMENT).ok();
        assertThat(server.get("/" + STREAM + "/_settings")
                        .ok()
                        .findValue("number_of_replicas")
                        .asText())
                .isEqualTo("0");

        installer.remove(true, target -> {});

        assertThat(server.get(custom)
                        .ok()
                        .at("/component_templates/0/component_template/_meta/mine")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void besideTheStacksTemplatesItIsInSyncToo() {
        StackTemplates.on(server);
        apply();
        server.index(STREAM, DOCUMENT).ok();

        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void aStackThatNoLongerMapsWhatWeSortByIsFoundOutBeforeEventsAreLost() {
        StackTemplates.on(server);
        server.put(
                        "/_component_template/semconv-resource-to-ecs@mappings",
                        server.get("/_component_template/semconv-resource-to-ecs@mappings")
                                .ok()
                                .at("/component_templates/0/component_template")
                                .toString()
                                .replace("\"host.name\"", "\"host.nickname\""))
                .ok();

        assertThatThrownBy(this::apply)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("do not map resource.attributes.host.name")
                .hasMessageContaining("logs-sealwatch.events.otel@custom");

        for (String base : List.of("logs-sealwatch.events.otel", "traces-sealwatch.episodes.otel")) {
            server.put(
                            "/_component_template/" + base + "@custom",
                            "{\"template\":{\"settings\":{\"index.sort.field\":\"@timestamp\",\"index.sort.order\":\"desc\"}}}")
                    .ok();
        }
        apply();
        server.index(STREAM, DOCUMENT).ok();
    }
}
