// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong with OpenTelemetry data in Elasticsearch, each first shown to be real, then shown to be gone. */
@ExtendWith(RealElasticsearch.class)
class PassthroughTrapsTest {

    private static final String OURS = "logs-sealwatch.events.otel-default";
    private static final String EVIL = """
            {"@timestamp":"2026-11-23T20:00:00Z",
             "attributes":{"process.pid":100,"process.name":"locker","process.executable.path":"/bin/evil",
                           "event.kind":"event","event.category":["file"],"event.action":"rename"},
             "resource":{"attributes":{"host.name":"files-01"}}}""";
    private static final String EVIL_SENT_BY_AN_AGENT_THAT_NAMES_ITSELF =
            EVIL.replace("\"host.name\"", "\"process.pid\":7,\"process.executable.path\":\"/opt/agent\",\"host.name\"");

    /** The stack's own template for OpenTelemetry logs, composed as it is, without our component. */
    private static String stackOnly(TestCluster cluster) {
        cluster.clean();
        StackTemplates.on(cluster);
        cluster.put("/_index_template/logs-otel@template", """
                        {"index_patterns":["logs-*.otel-*"],"priority":120,"data_stream":{},
                         "composed_of":["logs@mappings","logs@settings","otel@mappings","logs-otel@mappings",
                                        "semconv-resource-to-ecs@mappings","ecs@mappings"]}""").ok();
        return "logs-other.otel-default";
    }

    @Test
    void withoutUsTheEventsExecutableCannotBeFound(TestCluster cluster) {
        String theirs = stackOnly(cluster);
        cluster.index(theirs, EVIL).ok();

        assertThat(cluster.kql(theirs, "process.name : locker")).isEqualTo(1);
        assertThat(cluster.kql(theirs, "process.executable.path : \"/bin/evil\""))
                .isZero();
        assertThat(cluster.kql(theirs, "process.executable : \"/bin/evil\"")).isZero();
    }

    @Test
    void withoutUsOneAgentThatNamesItselfHidesTheProcessOfEveryEvent(TestCluster cluster) {
        String theirs = stackOnly(cluster);
        cluster.index(theirs, EVIL).ok();
        assertThat(cluster.kql(theirs, "process.pid : 100")).isEqualTo(1);

        cluster.index(theirs, EVIL_SENT_BY_AN_AGENT_THAT_NAMES_ITSELF).ok();

        assertThat(cluster.kql(theirs, "process.pid : 100")).isZero();
    }

    @Test
    void aPassthroughObjectReplacesAnEarlierOneSoTheirLogsMappingsCannotBeComposedWithOurs(TestCluster cluster) {
        Surroundings.STACK.with(cluster);

        var answer = cluster.put("/_index_template/both", """
                {"index_patterns":["trap-both-*"],"priority":700,"data_stream":{},
                 "composed_of":["otel@mappings","logs-otel@mappings","sealwatch@resource",
                                "logs-sealwatch.events.otel@package"]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString())
                .contains("attributes.exception.type")
                .contains("alias must refer to");
    }

    @ParameterizedTest
    @EnumSource
    void theExecutableOfTheEventIsFoundUnderBothNames(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(OURS, EVIL).ok();

        assertThat(cluster.kql(OURS, "process.executable.path : \"/bin/evil\"")).isEqualTo(1);
        assertThat(cluster.kql(OURS, "process.executable : \"/bin/evil\"")).isEqualTo(1);
        assertThat(cluster.esql("FROM " + OURS + " | KEEP process.executable, process.pid")
                        .toString())
                .isEqualTo("[[\"/bin/evil\",100]]");
    }

    @ParameterizedTest
    @EnumSource
    void theEventsProcessWinsEvenWhenTheResourceNamesAnother(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(OURS, EVIL).ok();
        cluster.index(OURS, EVIL_SENT_BY_AN_AGENT_THAT_NAMES_ITSELF).ok();

        assertThat(cluster.kql(OURS, "process.pid : 100")).isEqualTo(2);
        assertThat(cluster.kql(OURS, "process.pid : 7")).isZero();
        assertThat(cluster.kql(OURS, "process.executable : \"/bin/evil\"")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aFieldAtTheRootIsSearchableOnlyWhenDeclared(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(OURS, "{\"@timestamp\":\"2026-11-23T20:00:00Z\",\"event_name\":\"file.open\",\"stray\":\"x\"}")
                .ok();

        assertThat(cluster.kql(OURS, "event_name : file.open")).isEqualTo(1);
        assertThat(cluster.kql(OURS, "stray : x")).isZero();
        assertThat(cluster.count(OURS, "{\"exists\":{\"field\":\"event.ingested\"}}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatWritesToAnAliasIsNotTakenAsIfNothingWere(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);

        var answer =
                cluster.index(OURS, "{\"@timestamp\":\"2026-11-23T20:00:00Z\",\"process\":{\"executable\":\"/x\"}}");

        assertThat(answer.status() == 400
                        || answer.body().path("failure_store").asText().equals("used"))
                .as("%s", answer)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anAttributeThatACollectorAddsIsAKeywordAndAnObjectStaysOneField(
            Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(
                        OURS,
                        "{\"@timestamp\":\"2026-11-23T20:00:00Z\",\"attributes\":{\"team\":\"red blue\",\"labels\":{\"a\":\"b\"}}}")
                .ok();

        assertThat(cluster.kql(OURS, "team : \"red blue\"")).isEqualTo(1);
        assertThat(cluster.kql(OURS, "team : red")).isZero();
        var properties = cluster.get("/" + OURS + "/_mapping")
                .ok()
                .elements()
                .next()
                .at("/mappings/properties/attributes/properties");
        assertThat(properties.at("/team/type").asText()).isEqualTo("keyword");
        assertThat(properties.at("/labels/type").asText()).isEqualTo("flattened");
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsNoNumberDoesNotLoseTheEvent(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(OURS, EVIL.replace("\"process.pid\":100", "\"process.pid\":\"many\""))
                .ok();

        assertThat(cluster.kql(OURS, "process.name : locker")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void usersIdIsAKeywordSoThatItJoinsWithOtherData(Surroundings surroundings, TestCluster cluster) {
        surroundings.with(cluster);
        cluster.index(OURS, EVIL.replace("\"process.pid\":100", "\"process.user.id\":1000"))
                .ok();

        assertThat(cluster.esql("FROM " + OURS + " | WHERE user.id == \"1000\" | STATS COUNT(*)")
                        .at("/0/0")
                        .asInt())
                .isEqualTo(1);
    }
}
