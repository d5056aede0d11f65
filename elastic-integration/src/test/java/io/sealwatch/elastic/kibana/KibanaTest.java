// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import io.sealwatch.elastic.plan.State;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kibana cannot be had for tests; these stand-ins check and answer what its HTTP API checks and answers. */
class KibanaTest {

    private static final String VIEW =
            "{\"type\":\"index-pattern\",\"id\":\"v\",\"attributes\":{\"title\":\"logs-*\",\"name\":\"V\",\"timeFieldName\":\"@timestamp\"}}";
    private static final String BOARD =
            "{\"type\":\"dashboard\",\"id\":\"sealwatch-a\",\"attributes\":{\"title\":\"A\",\"description\":\"Fleet.\"}}";
    private static final String OBJECTS = VIEW + "\n" + BOARD + "\n{\"exportedCount\":2}\n";
    private static final String RULE =
            "{\"rule_id\":\"r1\",\"name\":\"R\",\"type\":\"query\",\"query\":\"a:b\",\"version\":1,\"enabled\":false,\"tags\":[\"OS: Linux\"]}";
    private static final String EXPORT = "/api/saved_objects/_export";
    private static final String IMPORT = "/api/saved_objects/_import";
    private static final String FIND_RULES = "/api/detection_engine/rules/_find";
    private static final String IMPORT_RULES = "/api/detection_engine/rules/_import";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final Kibana kibana = in("default");
    private final SavedObjectsTarget objects = new SavedObjectsTarget(kibana, "all.ndjson", OBJECTS, 1);
    private final RulesTarget rules = new RulesTarget(kibana, "rules.ndjson", RULE, 1);

    private static Kibana in(String space) {
        return new Kibana(
                new ConnectionSettings(URI.create(SERVER.baseUrl()), new Credentials.ApiKey("k"), Optional.empty()),
                space);
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    private static String marked(String object, int version) {
        JsonNode node = Ndjson.parse(object).get(0);
        return object.replace(
                "Fleet.",
                "Fleet. " + new ContentMark(version, ContentMark.of(node, 1).hash()));
    }

    private static String markedRule(int version, String more) {
        JsonNode node = Ndjson.parse(RULE).get(0);
        String mark = new ContentMark(version, ContentMark.of(node, 1).hash()).toString();
        return RULE.replace("\"tags\":[", more + "\"tags\":[\"" + mark + "\",");
    }

    private static void exported(String... lines) {
        SERVER.stubFor(post(EXPORT).willReturn(aResponse().withBody(String.join("\n", lines))));
    }

    private static void foundRules(String... lines) {
        SERVER.stubFor(
                get(urlPathEqualTo(FIND_RULES)).willReturn(okJson("{\"data\":[" + String.join(",", lines) + "]}")));
    }

    @Test
    void objectsThatAreNotThereAreAbsent() {
        SERVER.stubFor(
                post(EXPORT)
                        .willReturn(
                                aResponse()
                                        .withStatus(400)
                                        .withBody(
                                                "{\"statusCode\":400,\"message\":\"Error fetching objects to export\",\"attributes\":"
                                                        + "{\"objects\":[{\"type\":\"index-pattern\",\"id\":\"v\"},{\"type\":\"dashboard\",\"id\":\"sealwatch-a\"}]}}")));

        assertThat(objects.inspect().state()).isEqualTo(State.ABSENT);
    }

    @Test
    void objectsOfThisContentAreInSync() {
        exported(VIEW, marked(BOARD, 1));

        assertThat(objects.inspect().state()).isEqualTo(State.SAME);
    }

    @Test
    void anObjectOfOtherContentIsOlderAndOneOfNewerContentIsRefused() {
        exported(VIEW, BOARD.replace("Fleet.", "Fleet. Sealwatch content 1 000000000000"));
        assertThat(objects.inspect().state()).isEqualTo(State.OLDER);

        exported(VIEW, marked(BOARD, 2));
        assertThat(objects.inspect().state()).isEqualTo(State.NEWER);
    }

    @Test
    void anObjectOfThatNameThatIsNotOursIsRefused() {
        exported(VIEW, BOARD);

        assertThat(objects.inspect().state()).isEqualTo(State.FOREIGN);
    }

    @Test
    void onlyWhatNeedsItIsImportedAsKibanaWantsIt() {
        exported(VIEW, BOARD.replace("Fleet.", "Sealwatch content 1 000000000000"));
        SERVER.stubFor(post(urlPathEqualTo(IMPORT)).willReturn(okJson("{\"success\":true,\"successCount\":1}")));

        objects.apply();

        SERVER.verify(postRequestedFor(urlEqualTo(IMPORT + "?overwrite=true"))
                .withHeader("kbn-xsrf", matching(".+"))
                .withHeader("Authorization", equalTo("ApiKey k"))
                .withRequestBodyPart(aMultipart()
                        .withName("file")
                        .withHeader("Content-Disposition", containing("filename=\"sealwatch.ndjson\""))
                        .withBody(containing("sealwatch-a"))
                        .build()));
        assertThat(lastBody()).contains("Sealwatch content 1 ").doesNotContain("index-pattern");
    }

    private static String lastBody() {
        var requests = SERVER.getAllServeEvents();
        return requests.get(0).getRequest().getBodyAsString();
    }

    @Test
    void aFailureWithinAnAnswerOf200IsSeenAndNamed() {
        exported(VIEW);
        SERVER.stubFor(post(urlPathEqualTo(IMPORT))
                .willReturn(okJson("{\"success\":false,\"errors\":[{\"type\":\"dashboard\",\"id\":\"sealwatch-a\","
                        + "\"error\":{\"type\":\"missing_references\"}}]}")));

        assertThatThrownBy(objects::apply)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("dashboard/sealwatch-a: missing_references");
    }

    @Test
    void anotherSpaceIsAnotherPath() {
        SERVER.stubFor(get("/s/soc/api/status").willReturn(okJson("{\"version\":{\"number\":\"9.1.0\"}}")));

        assertThat(in("soc").get("/api/status").at("/version/number").asText()).isEqualTo("9.1.0");
    }

    @Test
    void aNewRuleIsImportedWithItsMark() {
        foundRules();
        SERVER.stubFor(post(urlPathEqualTo(IMPORT_RULES)).willReturn(okJson("{\"success\":true}")));
        assertThat(rules.inspect().state()).isEqualTo(State.ABSENT);

        rules.apply();

        assertThat(lastBody()).contains("\"rule_id\":\"r1\"").contains("Sealwatch content 1 ");
    }

    @Test
    void whatTheUserChangedStaysWhenARuleIsUpdated() {
        foundRules(RULE.replace("\"tags\":[", "\"tags\":[\"Sealwatch content 1 000000000000\",")
                .replace(
                        "\"enabled\":false",
                        "\"enabled\":true,\"actions\":[{\"id\":\"mail\"}],\"exceptions_list\":[{\"id\":\"backup\"}]"));
        SERVER.stubFor(post(urlPathEqualTo(IMPORT_RULES)).willReturn(okJson("{\"success\":true}")));
        assertThat(rules.inspect().state()).isEqualTo(State.OLDER);

        rules.apply();

        assertThat(lastBody()).contains("\"enabled\":true").contains("\"mail\"").contains("\"backup\"");
    }

    @Test
    void aRuleThatTheUserEnabledIsInSync() {
        foundRules(markedRule(1, "").replace("\"enabled\":false", "\"enabled\":true"));

        assertThat(rules.inspect().state()).isEqualTo(State.SAME);
    }

    @Test
    void aChangedQueryIsDriftBecauseTheRuleFindsSomethingElse() {
        foundRules(markedRule(1, "").replace("a:b", "a:c"));

        assertThat(rules.inspect().state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void aRuleOfOthersWithOurIdIsRefused() {
        foundRules(RULE);

        assertThat(rules.inspect().state()).isEqualTo(State.FOREIGN);
    }

    @Test
    void onlyRulesOfOursAreRemoved() {
        foundRules(RULE);
        assertThat(rules.remove()).isFalse();

        foundRules(markedRule(1, ""));
        SERVER.stubFor(delete(urlPathEqualTo("/api/detection_engine/rules")).willReturn(okJson("{}")));
        assertThat(rules.remove()).isTrue();
        SERVER.verify(deleteRequestedFor(urlEqualTo("/api/detection_engine/rules?rule_id=r1")));
    }

    @Test
    void aMissingPrivilegeInKibanaSaysWhatKibanaSays() {
        SERVER.stubFor(get(urlPathEqualTo(FIND_RULES))
                .willReturn(aResponse().withStatus(403).withBody("{\"message\":\"Unauthorized to find rules\"}")));

        assertThatThrownBy(rules::inspect)
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN))
                .hasMessageContaining("Unauthorized to find rules");
    }

    @Test
    void whatAnswersWithHtmlIsNotKibana() {
        SERVER.stubFor(get("/api/status").willReturn(aResponse().withBody("<html>")));

        assertThatThrownBy(() -> kibana.get("/api/status"))
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
    }

    @Test
    void aKibanaThatIsTooOldIsRefusedBeforeAnythingIsImported() {
        SERVER.stubFor(get("/api/status").willReturn(okJson("{\"version\":{\"number\":\"8.10.4\"}}")));
        SortedMap<String, String> files = new TreeMap<>();
        files.put("all.ndjson", OBJECTS);

        assertThatThrownBy(() -> new KibanaContent(files, new TreeMap<>()).targets(kibana, 1))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("Kibana 8.10.4 is too old");
    }

    @Test
    void objectsComeBeforeRulesBecauseRulesPointAtThem() {
        SERVER.stubFor(get("/api/status").willReturn(okJson("{\"version\":{\"number\":\"9.1.0\"}}")));
        SortedMap<String, String> boards = new TreeMap<>();
        boards.put("z.ndjson", OBJECTS);
        SortedMap<String, String> some = new TreeMap<>();
        some.put("a.ndjson", RULE);

        assertThat(new KibanaContent(boards, some).targets(kibana, 1))
                .extracting("class")
                .isEqualTo(List.of(SavedObjectsTarget.class, RulesTarget.class));
    }
}
