// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule, whatever it looks for. */
class RuleContentTest {

    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();
    /** Names of events, which look like fields. */
    private static final Set<String> SENSOR_EVENTS =
            Set.of("ransomware.detection", "ransomware.response", "process.exec", "file.write");

    private static final Map<String, int[]> BANDS = Map.of(
            "low", new int[] {0, 21},
            "medium", new int[] {22, 47},
            "high", new int[] {48, 73},
            "critical", new int[] {74, 100});

    static Stream<RuleSource> rules() {
        return Sources.rules().stream();
    }

    @Test
    void idsNeverChangeAndAreGivenOnce() throws IOException {
        Map<String, String> locked = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "detection-rules", "rule-ids.txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ");
                locked.put(words[1], words[0]);
            }
        }
        Map<String, String> actual = new TreeMap<>();
        rules().forEach(rule ->
                actual.put(rule.name(), rule.rule().path("rule_id").asText()));

        assertThat(actual).as("detection-rules/rule-ids.txt").isEqualTo(locked);
        assertThat(actual.values()).doesNotHaveDuplicates();
        assertThat(rules().map(rule -> rule.rule().path("name").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theScoreIsInTheBandOfItsSeverity(RuleSource rule) {
        int[] band = BANDS.getOrDefault(rule.rule().path("severity").asText(), new int[] {-1, -1});

        assertThat(rule.rule().path("risk_score").asInt()).isBetween(band[0], band[1]);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itSaysWhatToDo(RuleSource rule) {
        String name = rule.rule().path("name").asText();

        assertThat(rule.rule().path("note").asText())
                .contains(
                        "## Triage and analysis",
                        "### Investigating " + name + "\n",
                        "#### Possible investigation steps",
                        "#### False positive analysis",
                        "#### Response and remediation");
        assertThat(rule.rule().path("setup").asText()).contains("## Setup");
        assertThat(rule.texts("/false_positives")).isNotEmpty();
        assertThat(rule.texts("/investigation_fields/field_names")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsTacticsAndTechniquesAreThoseOfAttack(RuleSource rule) {
        JsonNode threats = rule.rule().path("threat");
        assertThat(threats).isNotEmpty();
        List<String> tags = rule.texts("/tags");
        for (JsonNode threat : threats) {
            String tactic = threat.at("/tactic/id").asText();
            String tacticName = threat.at("/tactic/name").asText();
            assertThat(tacticName).isEqualTo(Attack.TACTICS.get(tactic));
            assertThat(threat.at("/tactic/reference").asText()).endsWith("/tactics/" + tactic + "/");
            assertThat(tags).contains("Tactic: " + tacticName);
            for (JsonNode technique : threat.path("technique")) {
                String id = technique.path("id").asText();
                Attack.Technique known =
                        Attack.TECHNIQUES.getOrDefault(id, new Attack.Technique("not in the table", Set.of()));
                assertThat(technique.path("name").asText()).isEqualTo(known.name());
                assertThat(known.tactics()).contains(tactic);
                assertThat(technique.path("reference").asText()).endsWith("/techniques/" + id + "/");
            }
        }
        String primary =
                threats.at("/0/tactic/name").asText().toLowerCase(Locale.ROOT).replace(' ', '_');
        assertThat(rule.name()).startsWith(primary + "_");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itLooksBackByArrivalAndLongerThanItsInterval(RuleSource rule) {
        assertThat(rule.rule().path("timestamp_override").asText()).isEqualTo("event.ingested");
        String from = rule.rule().path("from").asText();
        assertThat(from).matches("now-\\d+[smhd]");
        assertThat(seconds(from.substring("now-".length())))
                .isGreaterThan(seconds(rule.rule().path("interval").asText()));
    }

    private static long seconds(String span) {
        long number = Long.parseLong(span.substring(0, span.length() - 1));
        return switch (span.charAt(span.length() - 1)) {
            case 's' -> number;
            case 'm' -> number * 60;
            case 'h' -> number * 3600;
            case 'd' -> number * 86_400;
            default -> throw new IllegalArgumentException(span);
        };
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itRepeatsNoAlertWhileTheActivityLasts(RuleSource rule) {
        JsonNode suppression = rule.rule().path("alert_suppression");

        assertThat(suppression.at("/duration/value").asInt()).isPositive();
        // A threshold rule suppresses by what it groups by.
        assertThat(suppression.has("group_by")).isEqualTo(!rule.type().equals("threshold"));
        assertThat(rule.texts("/alert_suppression/group_by")).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anAlertOfAThresholdShowsWhatItIsGroupedByAndNothingElseIsPromised(RuleSource rule) {
        if (rule.type().equals("threshold")) {
            assertThat(rule.texts("/threshold/field"))
                    .contains("host.id", "host.name")
                    .containsAll(rule.texts("/investigation_fields/field_names"));
        }
    }

    /** Without the three, Kibana before 9.4 cannot tell one event from another and repeats its alerts. */
    @ParameterizedTest
    @MethodSource("rules")
    void anEsqlRuleAggregatesOrAsksForWhatMakesAnEventUnique(RuleSource rule) {
        if (rule.type().equals("esql")) {
            assertThat(rule.query())
                    .containsPattern("\\| STATS\\b|METADATA _id, _index, _version")
                    .doesNotContainPattern("SORT[^|]*\\| STATS");
        }
    }

    /** A name in back quotes with a dot in it, in a family of ours, is a field: of the catalogue, or a column of the query. */
    @ParameterizedTest
    @MethodSource("rules")
    void itsGuideNamesFieldsThatExist(RuleSource rule) {
        Pattern field = Pattern.compile(
                "`((?:ransomware|process|file|event|host|user|container|service|os|threat|Esql)\\.[\\w.]+)[ `:]");
        List<String> named = field.matcher(rule.rule().path("note").asText())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(named)
                .allSatisfy(name -> assertThat(
                                name.startsWith("Esql.")
                                        ? rule.query().contains(name)
                                        : CATALOGUE.resolve(name).isPresent() || SENSOR_EVENTS.contains(name))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyFieldThatItNamesIsInTheCatalogue(RuleSource rule) {
        List<String> names = new ArrayList<>(rule.texts("/threshold/field"));
        names.addAll(rule.texts("/new_terms_fields"));
        names.addAll(rule.texts("/investigation_fields/field_names"));
        names.addAll(rule.texts("/alert_suppression/group_by"));
        for (String list : List.of("/threshold/cardinality", "/risk_score_mapping", "/severity_mapping")) {
            rule.rule().at(list).forEach(each -> names.add(each.path("field").asText()));
        }
        if (rule.language().equals("kuery")) {
            assertThat(QueryFields.of("kuery", rule.query())).isNotEmpty();
            names.addAll(QueryFields.of("kuery", rule.query()));
        } else {
            // Words without a dot can be keywords; ES|QL's are checked by the server, which knows every column.
            QueryFields.of(rule.language(), rule.query()).stream()
                    .filter(name -> name.contains("."))
                    .forEach(names::add);
        }
        names.removeIf(name -> rule.type().equals("esql") && name.startsWith("Esql."));

        assertThat(names)
                .allSatisfy(name -> assertThat(CATALOGUE.resolve(name))
                        .as(name)
                        .hasValueSatisfying(
                                field -> assertThat(field.isOn(Signal.LOGS)).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itHasScenesThatProveIt(RuleSource rule) {
        for (String which : List.of("match", "nomatch")) {
            assertThat(Sources.scene(Sources.SCENES.resolve(rule.name()).resolve(which + ".ndjson")))
                    .isNotEmpty();
        }
        assertThat(Files.exists(Sources.SCENES.resolve(rule.name()).resolve("history.ndjson")))
                .isEqualTo(rule.type().equals("new_terms"));
    }

    @Test
    void kibanaIsToldWhichFieldsARuleNeeds() {
        List<ObjectNode> packed = ContentBuilder.rules(Sources.RULES);

        assertThat(packed).hasSameSizeAs(Sources.rules());
        assertThat(packed).allSatisfy(rule -> {
            assertThat(rule.path("required_fields")).isNotEmpty();
            assertThat(rule.path("query").asText()).doesNotStartWith("\n").doesNotEndWith("\n");
        });
        assertThat(packed.stream()
                        .filter(rule -> rule.path("name").asText().equals("Sealwatch Ransomware Detection"))
                        .findFirst()
                        .orElseThrow()
                        .path("required_fields")
                        .toString())
                .isEqualTo(
                        "[{\"name\":\"event.kind\",\"type\":\"keyword\"},{\"name\":\"event_name\",\"type\":\"keyword\"}]");
    }
}
