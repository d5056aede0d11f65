// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the real server cannot be made to do: be old, lack privileges, break in the middle. */
class InstallerFailuresTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final Cluster cluster = Cluster.connect(new ConnectionSettings(
            URI.create(SERVER.baseUrl()), new Credentials.UserPassword("ana", "pw"), Optional.empty()));
    private final Installer installer = new Installer(cluster, FieldCatalogue.bundled(), List.of());

    @BeforeEach
    void anEmptyCluster() {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"error\":{\"reason\":\"not there\"}}")));
        SERVER.stubFor(get(urlPathEqualTo("/_index_template")).willReturn(okJson("{\"index_templates\":[]}")));
        SERVER.stubFor(put(anyUrl()).atPriority(9).willReturn(okJson("{\"acknowledged\":true}")));
        SERVER.stubFor(get(urlMatching("/_data_stream/.*")).willReturn(okJson("{\"data_streams\":[]}")));
        version("8.19.21", "default");
        SERVER.stubFor(post("/_security/user/_has_privileges")
                .willReturn(okJson("{\"username\":\"ana\",\"cluster\":{\"monitor\":true},\"index\":{}}")));
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    private static void version(String number, String flavor) {
        SERVER.stubFor(get("/").willReturn(aResponse()
                .withHeader("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
                .withHeader("X-Elastic-Product", "Elasticsearch")
                .withBody("""
                                {"name":"n","cluster_name":"c","cluster_uuid":"u","tagline":"t","version":{
                                 "number":"%s","build_flavor":"%s","build_type":"zip","build_hash":"h",
                                 "build_date":"2026-01-01T00:00:00Z","build_snapshot":false,"lucene_version":"9",
                                 "minimum_wire_compatibility_version":"7","minimum_index_compatibility_version":"7"}}""".formatted(number, flavor))));
    }

    private static void nothingWasWritten() {
        SERVER.verify(0, putRequestedFor(anyUrl()));
    }

    @Test
    void aClusterThatIsTooOldIsRefusedWithBothVersions() {
        version("8.15.3", "default");

        assertThatThrownBy(installer::plan)
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContainingAll("8.15.3 is too old", "8.16.0");
        nothingWasWritten();
    }

    @Test
    void onServerlessNoLifecyclePolicyIsAskedFor() {
        version("8.11.0", "serverless");

        Plan plan = installer.plan();

        assertThat(plan.steps()).extracting(step -> step.target().kind()).doesNotContain("lifecycle policy");
    }

    @Test
    void missingPrivilegesAreNamedBeforeAnythingIsWritten() {
        SERVER.stubFor(post("/_security/user/_has_privileges").willReturn(okJson("""
                        {"username":"ana","cluster":{"manage_ilm":false,"manage_ingest_pipelines":false},"index":{}}""")));

        assertThatThrownBy(installer::plan)
                .hasMessageContainingAll("ana lacks", "'manage_ilm'", "'manage_ingest_pipelines'");
        nothingWasWritten();
    }

    @Test
    void aLossInTheMiddleSaysHowFarItCameAndThatASecondRunGoesOn() {
        SERVER.stubFor(put(urlMatching("/_component_template/.*"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        Plan plan = installer.plan();
        List<String> done = new ArrayList<>();

        assertThatThrownBy(() ->
                        installer.apply(plan, step -> done.add(step.target().kind())))
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContainingAll("component template", "failed after 3 of 9 changes", "run it again to go on");
        assertThat(done).containsExactly("lifecycle policy", "lifecycle policy", "ingest pipeline");
    }

    @Test
    void aClusterThatSaysYesAndDoesNothingIsFoundOut() {
        Plan plan = installer.plan();

        assertThatThrownBy(() -> installer.apply(plan, step -> {}))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("was put and is not as it was put");
    }
}
