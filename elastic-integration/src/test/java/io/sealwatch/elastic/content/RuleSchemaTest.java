// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules are what Kibana's import takes, said by a schema that all of Elastic's own rules pass. */
class RuleSchemaTest {

    private static final Path SCHEMA =
            Path.of("..", "..", "shared", "schemas", "kibana-detections", "rule-import.schema.json");

    @BeforeAll
    static void theSchemaIsHere() {
        assumeTrue(
                Files.exists(SCHEMA), "NOT CHECKED against the import schema: " + SCHEMA + " is not on this machine");
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SCHEMA.toAbsolutePath().normalize().toUri());
    }

    @Test
    void everyRuleFits() {
        JsonSchema schema = schema();

        assertThat(ContentBuilder.rules(Sources.RULES))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(schema.validate(rule))
                        .as(rule.path("name").asText())
                        .isEmpty());
    }

    @Test
    void theSchemaSeesATypo() {
        ObjectNode rule = ContentBuilder.rules(Sources.RULES).get(0).deepCopy();
        rule.put("risk_scoer", 1);

        assertThat(schema().validate(rule)).isNotEmpty();
    }
}
