// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.CanonicalForm;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against the real server. */
@ExtendWith(RealElasticsearch.class)
class InstallerTest {

    private static final String STREAM = "logs-sealwatch.events.otel-default";
    private static final String COMPONENT = "/_component_template/logs-sealwatch.events.otel@package";
    private static final String INDEX_TEMPLATE = "/_index_template/logs-sealwatch.events.otel";
    private static final String DOCUMENT =
            "{\"@timestamp\":\"2026-11-23T20:00:00Z\",\"attributes\":{\"process.pid\":1}}";

    private final TestCluster server;
    private final Cluster cluster;
    private final Installer installer;

    InstallerTest(TestCluster server) {
        this.server = server;
        this.cluster = Cluster.connect(
                new ConnectionSettings(server.address(), new Credentials.Anonymous(), Optional.empty()));
        this.installer = new Installer(cluster, FieldCatalogue.bundled(), List.of());
    }

    @BeforeEach
    void emptyServer() {
        server.clean();
    }

    @AfterEach
    void close() throws IOException {
        server.clean();
        cluster.close();
    }

    private void apply() {
        installer.apply(installer.plan(), step -> {});
    }

    private Finding finding(String name) {
        return installer.plan().steps().stream()
                .filter(step -> step.target().name().equals(name))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    private static Asset asset(String path) {
        return Installed.assets().assets().stream()
                .filter(asset -> asset.path().equals(path))
                .findFirst()
                .orElseThrow();
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
    void newerContentIsNeverReplacedByOlder() {
        apply();
        ObjectNode body = asset(COMPONENT).body().deepCopy();
        body.withObject("/_meta").put("content_version", 999);
        server.put(COMPONENT, body.toString()).ok();

        assertThat(finding("logs-sealwatch.events.otel@package").state()).isEqualTo(State.NEWER);
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
    void anApplyThatWasInterruptedIsFinishedByTheNext() {
        Plan plan = installer.plan();
        Plan half = new Plan(plan.steps().subList(0, 5), List.of());
        installer.apply(half, step -> {});

        assertThat(installer.plan().count(State.ABSENT)).isEqualTo(4);
        apply();
        assertThat(installer.plan().inSync()).isTrue();
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

    @Test
    void aLiveStreamGetsNewMappingsInPlace() {
        Asset component = asset(COMPONENT);
        ObjectNode before = component.body().deepCopy();
        ((ObjectNode) before.at("/template/mappings/properties/attributes/properties")).remove("error.type");
        before.withObject("/template/mappings/_meta/sealwatch").put("mappings", "of before");
        putAllBut(component, before);
        server.index(STREAM, DOCUMENT).ok();

        assertThat(finding(STREAM).state()).isEqualTo(State.OLDER);
        apply();

        assertThat(installer.plan().inSync()).isTrue();
        var indices = server.get("/" + STREAM + "/_mapping").ok();
        assertThat(indices).hasSize(1);
        assertThat(indices.elements()
                        .next()
                        .at("/mappings/properties/attributes/properties/error.type/type")
                        .asText(indices.toString()))
                .isEqualTo("keyword");
    }

    @Test
    void aLiveStreamWhoseMappingsContradictGetsANewIndexWithTheNextDocument() {
        Asset component = asset(COMPONENT);
        ObjectNode before = component.body().deepCopy();
        ((ObjectNode) before.at("/template/mappings/properties/attributes/properties/file.size"))
                .put("type", "keyword");
        before.withObject("/template/mappings/_meta/sealwatch").put("mappings", "of before");
        putAllBut(component, before);
        server.index(STREAM, DOCUMENT).ok();

        apply();
        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME, "starts a new index with the next document"));
        server.index(STREAM, DOCUMENT).ok();

        assertThat(server.get("/" + STREAM + "/_mapping").ok()).hasSize(2);
        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME));
    }

    @Test
    void aStreamMadeBeforeTheTemplatesWereThereGetsANewIndex() {
        server.put("/_index_template/early", "{\"index_patterns\":[\"logs-*\"],\"priority\":100,\"data_stream\":{}}")
                .ok();
        server.index(STREAM, DOCUMENT).ok();

        apply();
        server.index(STREAM, DOCUMENT).ok();

        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME));
        assertThat(server.count(STREAM, "{\"match_all\":{}}")).isEqualTo(2);
    }

    private void putAllBut(Asset except, ObjectNode instead) {
        for (Asset asset : Installed.assets().assets()) {
            ObjectNode body = asset.equals(except) ? instead : asset.body();
            server.put(asset.path(), body.toString()).ok();
        }
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
