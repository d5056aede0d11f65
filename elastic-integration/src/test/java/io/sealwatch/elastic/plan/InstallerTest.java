// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.CanonicalForm;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.server.TestCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plan, apply, drift, update and remove on a cluster that is all ours. */
class InstallerTest extends InstallerOnRealServer {

    InstallerTest(TestCluster server) {
        super(server);
    }

    @Test
    void onAnEmptyClusterEverythingIsCreatedAndThenInSync() {
        assertThat(installer.plan().count(State.ABSENT)).isEqualTo(9);

        apply();

        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void aSecondApplyWritesNothingAndStaysFarBelowFortyRequests() {
        apply();
        server.index(STREAM, DOCUMENT).ok();
        server.index("logs-sealwatch.events.otel-prod", DOCUMENT).ok();
        int before = cluster.requests();

        Plan plan = installer.plan();
        installer.apply(plan, step -> {
            throw new AssertionError("written: " + step.target().name());
        });

        assertThat(plan.inSync()).isTrue();
        assertThat(cluster.requests() - before).isLessThanOrEqualTo(40);
    }

    @Test
    void planWritesNothing() {
        installer.plan();

        assertThat(server.get(COMPONENT).status()).isEqualTo(404);
    }

    @Test
    void aChangeByHandIsFoundShownAndRepaired() {
        apply();
        ObjectNode body = asset(COMPONENT).body().deepCopy();
        body.withObject("/template/mappings/properties/attributes").put("priority", 15);
        server.put(COMPONENT, body.toString()).ok();

        Finding drift = finding("logs-sealwatch.events.otel@package");
        assertThat(drift.state()).isEqualTo(State.DRIFTED);
        assertThat(drift.differences())
                .containsExactly(new Difference("template.mappings.properties.attributes.priority", "15", "50"));

        apply();
        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void somethingAddedByHandIsDriftToo() {
        apply();
        ObjectNode body = asset("/_ingest/pipeline/sealwatch@ingested").body().deepCopy();
        body.withArray("/processors")
                .addObject()
                .putObject("set")
                .put("field", "x")
                .put("value", "y");
        server.put("/_ingest/pipeline/sealwatch@ingested", body.toString()).ok();

        assertThat(finding("sealwatch@ingested").state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void anAssetOfOlderContentIsUpdated() {
        apply();
        ObjectNode body = asset(COMPONENT).body().deepCopy();
        body.withObject("/_meta").put("content_version", 0);
        server.put(COMPONENT, body.toString()).ok();

        assertThat(finding("logs-sealwatch.events.otel@package").state()).isEqualTo(State.OLDER);
        apply();
        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void anotherBuildOfTheSameContentIsAnUpdateAndNotDrift() {
        apply();
        ObjectNode body =
                asset("/_component_template/sealwatch@fallback").body().deepCopy();
        ((ObjectNode) body.at("/template/mappings/dynamic_templates/1/sealwatch_strings/mapping"))
                .put("ignore_above", 256);
        body.withObject("/_meta").put("content_hash", CanonicalForm.of(body).hash());
        server.put("/_component_template/sealwatch@fallback", body.toString()).ok();

        assertThat(finding("sealwatch@fallback").state()).isEqualTo(State.OLDER);
    }

    @Test
    void newerContentIsNeverReplacedByOlder() {
        apply();
        ObjectNode body = asset(COMPONENT).body().deepCopy();
        body.withObject("/_meta").put("content_version", 999);
        server.put(COMPONENT, body.toString()).ok();

        assertThat(finding("logs-sealwatch.events.otel@package").state()).isEqualTo(State.NEWER);
    }

    @Test
    void anApplyThatWasInterruptedIsFinishedByTheNext() {
        Plan plan = installer.plan();
        Plan half = new Plan(plan.steps().subList(0, 5), List.of());
        installer.apply(half, step -> {});

        assertThat(installer.plan().count(State.ABSENT)).isEqualTo(4);
        apply();
        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void removeTakesAwayAllThatIsOursAndOnlyThat() {
        apply();
        String foreign = "/_component_template/sealwatch@fallback";
        server.put("/_index_template/other", "{\"index_patterns\":[\"other-*\"]}")
                .ok();

        List<String> removed = new ArrayList<>();
        installer.remove(false, target -> removed.add(target.name()));

        assertThat(removed).hasSize(9);
        assertThat(server.get(foreign).status()).isEqualTo(404);
        assertThat(server.get("/_index_template/other").status()).isEqualTo(200);
        assertThat(installer.plan().count(State.ABSENT)).isEqualTo(9);
    }

    @Test
    void removeRefusesWhileThereIsDataAndChangesNothing() {
        apply();
        server.index(STREAM, DOCUMENT).ok();

        assertThatThrownBy(() -> installer.remove(false, target -> {}))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(STREAM)
                .hasMessageContaining("Nothing was changed");
        assertThat(installer.plan().inSync()).isTrue();
    }

    @Test
    void removeWithDataLeavesNothingOfOurs() {
        apply();
        server.index(STREAM, DOCUMENT).ok();

        installer.remove(true, target -> {});

        assertThat(installer.plan().count(State.ABSENT)).isEqualTo(9);
    }
}
