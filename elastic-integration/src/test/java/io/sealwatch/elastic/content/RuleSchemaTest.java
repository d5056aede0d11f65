// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The rules are what Kibana's import takes, said by a schema that all of Elastic's own rules pass. */
class RuleSchemaTest {

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(Objects.requireNonNull(
                        RuleSchemaTest.class.getResourceAsStream("/content/rule-import.schema.json")));
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
