// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import io.sealwatch.elastic.kibana.Kibana;
import io.sealwatch.elastic.kibana.KibanaContent;
import io.sealwatch.elastic.plan.Target;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is packed reaches Kibana in the shape that its import checks: a stand-in looks at what Kibana would look at. */
class KibanaImportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJECTS = "/api/saved_objects/_import";
    private static final String RULES = "/api/detection_engine/rules/_import";

    private final WireMockServer kibana =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        kibana.start();
        kibana.stubFor(get(urlPathEqualTo("/api/status")).willReturn(okJson("{\"version\":{\"number\":\"8.14.0\"}}")));
        kibana.stubFor(get(urlPathEqualTo("/api/detection_engine/rules/_find")).willReturn(okJson("{\"data\":[]}")));
        kibana.stubFor(post(urlPathEqualTo("/api/saved_objects/_export"))
                .willReturn(aResponse().withStatus(400).withBody(nothingInstalled())));
        kibana.stubFor(post(urlPathEqualTo(OBJECTS)).willReturn(okJson("{\"success\":true}")));
        kibana.stubFor(post(urlPathEqualTo(RULES)).willReturn(okJson("{\"success\":true}")));
    }

    @AfterEach
    void stop() {
        kibana.stop();
    }

    private static String nothingInstalled() {
        var answer = JSON.createObjectNode();
        var missing = answer.withObject("/attributes").putArray("objects");
        Sources.objects()
                .values()
                .forEach(object -> missing.addObject()
                        .put("type", object.path("type").asText())
                        .put("id", object.path("id").asText()));
        return answer.toString();
    }

    private List<JsonNode> imported(String path) throws IOException {
        for (Target target : KibanaContent.bundled()
                .targets(
                        new Kibana(
                                new ConnectionSettings(
                                        URI.create(kibana.baseUrl()), new Credentials.Anonymous(), Optional.empty()),
                                "default"),
                        1)) {
            target.apply();
        }
        List<LoggedRequest> requests = kibana.findAll(postRequestedFor(urlPathEqualTo(path)));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.queryParameter("overwrite").firstValue()).isEqualTo("true");
            assertThat(request.header("kbn-xsrf").isPresent()).isTrue();
            assertThat(request.isMultipart()).isTrue();
        });
        Request.Part file = requests.get(0).getPart("file");
        assertThat(file.getFileName()).endsWith(".ndjson");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : file.getBody().asString().strip().split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void everyObjectIsImportedOnceWithTextsWhereKibanaWantsTextsAndAfterWhatItRefersTo() throws IOException {
        Set<String> seen = new HashSet<>();
        for (JsonNode object : imported(OBJECTS)) {
            assertThat(seen.add(object.path("type").asText() + "/"
                            + object.path("id").asText()))
                    .isTrue();
            assertThat(object.path("typeMigrationVersion").asText()).isNotEmpty();
            assertThat(object.path("references").isArray()).isTrue();
            object.path("references").forEach(reference -> {
                // Kibana checks just these two kinds.
                if (Set.of("index-pattern", "search")
                        .contains(reference.path("type").asText())) {
                    assertThat(seen)
                            .contains(reference.path("type").asText() + "/"
                                    + reference.path("id").asText());
                }
            });
            if (object.path("type").asText().equals("dashboard")) {
                assertThat(JSON.readTree(object.at("/attributes/panelsJSON").asText()))
                        .isNotEmpty();
            }
        }
        assertThat(seen).hasSize(Sources.objects().size());
    }

    @Test
    void everyRuleIsImportedOnce() throws IOException {
        assertThat(imported(RULES).stream().map(rule -> rule.path("rule_id").asText()))
                .doesNotHaveDuplicates()
                .hasSize(Sources.rules().size());
    }
}
