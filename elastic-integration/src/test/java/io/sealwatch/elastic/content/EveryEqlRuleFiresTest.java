// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.sample.OtelDocument;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences are run by Elastic's reference engine: the module that runs EQL in Elasticsearch is not published. */
class EveryEqlRuleFiresTest {

    private static EqlReference eql;

    @BeforeAll
    static void theEngineIsHere() throws InterruptedException {
        try {
            eql = EqlReference.inCache();
        } catch (IOException e) {
            abort("NOT RUN by the EQL reference engine: " + e.getMessage());
        }
    }

    static Stream<RuleSource> rules() {
        return Sources.rules().stream().filter(rule -> rule.type().equals("eql"));
    }

    private static int matches(RuleSource rule, String which) throws IOException, InterruptedException {
        List<ObjectNode> events =
                Sources.scene(Sources.SCENES.resolve(rule.name()).resolve(which + ".ndjson"));
        OtelDocument documents = new OtelDocument(FieldCatalogue.bundled(), Signal.LOGS);
        assertThat(events).allSatisfy(flat -> assertThat(documents.of(flat)).isNotEmpty());
        return eql.matches(rule.query(), events);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itFiresOnTheAttack(RuleSource rule) throws IOException, InterruptedException {
        assertThat(matches(rule, "match")).isPositive();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itStaysQuietOnEverydayWorkAsTheSensorRecordedIt(RuleSource rule) throws IOException, InterruptedException {
        List<ObjectNode> events = Recorded.workloads("benign").stream()
                .flatMap(workload -> Recorded.events("benign", workload).stream())
                .toList();

        assertThat(eql.matches(rule.query(), events)).isZero();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itStaysQuietOnWhatLooksAlike(RuleSource rule) throws IOException, InterruptedException {
        assertThat(matches(rule, "nomatch")).isZero();
    }
}
