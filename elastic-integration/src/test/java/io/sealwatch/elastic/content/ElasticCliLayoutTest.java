// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldAlias;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code detection-rules/} as a directory of custom rules for Elastic's own command line ({@code CUSTOM_RULES_DIR}). */
class ElasticCliLayoutTest {

    private static final Path FOLDER = Path.of("..", "detection-rules");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyFileThatTheConfigurationNamesIsThere() throws IOException {
        JsonNode config = YAML.readTree(FOLDER.resolve("_config.yaml").toFile());

        assertThat(config.path("files").properties())
                .hasSize(4)
                .allSatisfy(each ->
                        assertThat(FOLDER.resolve(each.getValue().asText())).isRegularFile());
        assertThat(config.path("rule_dirs").valueStream())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(FOLDER.resolve(each.asText())).isDirectory());
        for (JsonNode stack : YAML.readTree(
                FOLDER.resolve(config.at("/files/stack_schema_map").asText()).toFile())) {
            assertThat(FOLDER.resolve(stack.path("sealwatch").asText())).isRegularFile();
        }
    }

    /** Type of each name that a query may use. */
    private static ObjectNode schema(FieldCatalogue catalogue) {
        Map<String, String> types = new TreeMap<>();
        for (Field field : catalogue.fields()) {
            if (field.isOn(Signal.LOGS)) {
                types.put(field.name(), field.elasticsearch().type());
            }
        }
        for (FieldAlias alias : catalogue.aliases(Signal.LOGS)) {
            types.put(
                    alias.name(),
                    catalogue
                            .field(alias.path())
                            .map(field -> field.elasticsearch().type())
                            .orElse("keyword"));
        }
        ObjectNode schema = JSON.createObjectNode();
        types.forEach(schema.withObjectProperty(DataStreams.base(Signal.LOGS) + "-*")::put);
        return schema;
    }

    @Test
    void theSchemaOfTheCliIsTheCatalogue() throws IOException {
        Path file = FOLDER.resolve("etc/sealwatch-schema.json");
        String schema = schema(FieldCatalogue.bundled()).toPrettyString() + "\n";
        if (System.getProperty("fields.update") != null) {
            Files.writeString(file, schema);
        }

        assertThat(Files.readString(file))
                .as("out of date: run with -Dtest=ElasticCliLayoutTest -Dfields.update")
                .isEqualTo(schema);
    }
}
