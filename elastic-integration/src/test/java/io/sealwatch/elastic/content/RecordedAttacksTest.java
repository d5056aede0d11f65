// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The proving ground's attacks as the real sensor saw them, each on a host of its own, and which rules see which. The table is
 * {@code detection-rules/tests/recorded/attacks.md}; when it changes, {@code target/attacks.md} has what it should be.
 */
@ExtendWith(RealElasticsearch.class)
class RecordedAttacksTest {

    private static final String VERDICT = "impact_sealwatch_ransomware_detection";
    private static final Path TABLE = Recorded.FOLDER.resolve("attacks.md");

    private static final Map<String, Set<String>> RULES_BY_ATTACK = new TreeMap<>();

    @BeforeAll
    static void runAllRulesOnAllAttacks(TestCluster cluster) {
        cluster.clean();
        Installed.on(cluster);
        SceneStore store = new SceneStore(cluster);
        Instant since = store.now();
        List<String> attacks = Recorded.workloads("attack");
        for (String attack : attacks) {
            store.load(Recorded.events("attack", attack));
            RULES_BY_ATTACK.put(attack, new TreeSet<>());
        }
        for (RuleSource rule : Sources.rules()) {
            if (!rule.type().equals("eql")) {
                List<String> alerts = new RuleRun(cluster, since).alerts(rule);
                RULES_BY_ATTACK.forEach((attack, rules) -> {
                    if (alerts.stream().anyMatch(alert -> alert.contains("\"" + attack + "\""))) {
                        rules.add(rule.name());
                    }
                });
            }
        }
    }

    @Test
    void theSensorsVerdictIsPromotedForEveryAttack() {
        assertThat(RULES_BY_ATTACK).hasSizeGreaterThanOrEqualTo(39);
        assertThat(RULES_BY_ATTACK)
                .allSatisfy((attack, rules) -> assertThat(rules).contains(VERDICT));
    }

    @Test
    void whichRuleSeesWhichAttackIsAsTheTableSays() throws IOException {
        String table =
                "Which rules see which attack of the proving ground (`RecordedAttacksTest`).\n\n| attack | rules beside the verdict |\n|---|---|\n"
                        + RULES_BY_ATTACK.entrySet().stream()
                                .map(each -> "| " + each.getKey() + " | "
                                        + each.getValue().stream()
                                                .filter(rule -> !rule.equals(VERDICT))
                                                .map(rule -> rule.replaceFirst("^[a-z]+_", ""))
                                                .collect(joining(", "))
                                        + " |\n")
                                .collect(joining());
        Files.writeString(Path.of("target", "attacks.md"), table);

        assertThat(table).isEqualTo(Files.readString(TABLE));
    }
}
