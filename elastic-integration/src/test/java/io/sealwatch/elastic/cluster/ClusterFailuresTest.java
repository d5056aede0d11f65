// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterFailuresTest {

    private static final String PRODUCT = "X-Elastic-Product";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
            .build();

    private final List<Duration> pauses = new ArrayList<>();
    private Cluster cluster = connect(new Credentials.ApiKey("c2VjcmV0"));

    private Cluster connect(Credentials credentials) {
        return new Cluster(
                new ConnectionSettings(
                        URI.create("http://localhost:" + SERVER.getPort()), credentials, Optional.empty()),
                pauses::add);
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    private static void answer(int status, String reason) {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withHeader(PRODUCT, "Elasticsearch")
                        .withBody("{\"error\":{\"type\":\"t\",\"reason\":\"" + reason + "\"},\"status\":" + status
                                + "}")));
    }

    private void assertFails(Kind kind, String... words) {
        assertThatThrownBy(() -> cluster.send("PUT", "/_component_template/x"))
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }

    @Test
    void theApiKeyIsSentAndNeverPrinted() {
        SERVER.stubFor(get("/x").willReturn(okJson("{}")));

        cluster.send("GET", "/x");

        SERVER.verify(getRequestedFor(urlEqualTo("/x")).withHeader("Authorization", equalTo("ApiKey c2VjcmV0")));
        assertThat(new Credentials.ApiKey("c2VjcmV0").toString()).doesNotContain("c2VjcmV0");
        assertThat(new Credentials.UserPassword("ana", "pw").toString()).doesNotContain("pw");
    }

    @Test
    void wrongCredentialsSayWhichToCheck() {
        answer(401, "unable to authenticate");

        assertFails(Kind.UNAUTHENTICATED, "HTTP 401", "unable to authenticate", "SEALWATCH_ELASTIC_API_KEY");
    }

    @Test
    void aForbiddenCallSaysWhatElasticsearchSaysAndWhereTheRoleIs() {
        answer(403, "action [cluster:admin/x] is unauthorized for user [ana]");

        assertFails(Kind.FORBIDDEN, "HTTP 403", "unauthorized for user [ana]", "docs/elastic.md");
    }

    @Test
    void aConflictSaysToRunItAgain() {
        answer(409, "version conflict");

        assertFails(Kind.CONFLICT, "HTTP 409", "run it again");
    }

    @Test
    void aClusterThatStaysBusyIsAskedFourTimesWithGrowingPauses() {
        answer(429, "too many requests");

        assertFails(Kind.OVERLOADED, "HTTP 429", "what is done stays done");
        SERVER.verify(4, anyRequestedFor(anyUrl()));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aClusterThatIsBusyForAMomentIsNoFailure() {
        SERVER.stubFor(get("/x")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("free")
                .willReturn(aResponse().withStatus(503)));
        SERVER.stubFor(get("/x").inScenario("busy").whenScenarioStateIs("free").willReturn(okJson("{\"a\":1}")));

        assertThat(cluster.send("GET", "/x").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void aLostConnectionSaysWhatToCheck() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertFails(Kind.UNREACHABLE, "no answer from Elasticsearch", "address, port and CA file");
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTalkedTo() throws IOException {
        try (Cluster over = Cluster.connect(new ConnectionSettings(
                URI.create("https://localhost:" + SERVER.getHttpsPort()),
                new Credentials.ApiKey("c2VjcmV0"),
                Optional.empty()))) {
            assertThatThrownBy(() -> over.send("GET", "/"))
                    .isInstanceOfSatisfying(
                            ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                    .hasMessageContaining("CA file");
        }
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void whatIsMissingIsAnAnswerAndNotAFailure() {
        answer(404, "not there");

        assertThat(cluster.find("/_component_template/x")).isEmpty();
        assertThat(cluster.delete("/_component_template/x")).isFalse();
    }

    @Test
    void anotherProductIsNotTakenForElasticsearch() {
        SERVER.stubFor(
                get("/").willReturn(okJson("{\"version\":{\"number\":\"3.8.0\",\"distribution\":\"opensearch\"}}")));

        assertThatThrownBy(() -> cluster.capabilities())
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
    }

    @Test
    void everyMissingPrivilegeIsNamed() {
        SERVER.stubFor(post("/_security/user/_has_privileges").willReturn(okJson("""
                        {"username":"ana","has_all_requested":false,
                         "cluster":{"monitor":true,"manage_ilm":false},
                         "index":{"logs-sealwatch.events.otel-*":{"manage":false,"read":true}}}""")));

        Privileges wanted = new Privileges(
                List.of("monitor", "manage_ilm"), Map.of("logs-sealwatch.events.otel-*", List.of("manage", "read")));

        assertThatThrownBy(() -> wanted.require(cluster))
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN))
                .hasMessageContainingAll(
                        "ana lacks",
                        "cluster privilege 'manage_ilm'",
                        "index privilege on logs-sealwatch.events.otel-* 'manage'",
                        "Nothing was changed")
                .hasMessageNotContaining("'read'");
    }

    @Test
    void whereSecurityIsOffThereIsNothingToLack() {
        answer(400, "no handler found");

        assertThatCode(() -> new Privileges(List.of("monitor"), Map.of()).require(cluster))
                .doesNotThrowAnyException();
    }
}
