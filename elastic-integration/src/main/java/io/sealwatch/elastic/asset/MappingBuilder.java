// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldAlias;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.Map;

/**
 * The {@code properties} of a mapping, from the catalogue.
 *
 * <p>A passthrough object lends its fields a short name: {@code attributes.process.pid} answers to {@code process.pid}. When two
 * objects have the name, the higher priority wins. The stack gives attributes 20 and the resource 40, so that an agent's own
 * {@code resource.attributes.process.pid} hides the event's; here attributes have 50. Equal numbers are refused by
 * Elasticsearch, so 10, 20, 30 and 40 must be left to the stack.
 */
final class MappingBuilder {

    private static final int ATTRIBUTES_PRIORITY = 50;
    private static final int RESOURCE_PRIORITY = 40;
    private static final int SCOPE_PRIORITY = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FieldCatalogue catalogue;

    MappingBuilder(FieldCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode properties(Signal signal) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = passthrough(root, "attributes", ATTRIBUTES_PRIORITY);
        ObjectNode resource = passthrough(object(root, "resource"), "attributes", RESOURCE_PRIORITY);
        passthrough(object(root, "scope"), "attributes", SCOPE_PRIORITY);
        for (Field field : catalogue.fields(signal)) {
            JsonNode mapping = JSON.valueToTree(field.elasticsearch().mapping());
            String path = field.documentPath(signal);
            if (path.equals(field.name())) {
                putNested(root, path, mapping);
            } else if (path.startsWith("resource.")) {
                resource.set(field.name(), mapping);
            } else {
                attributes.set(field.name(), mapping);
            }
        }
        for (FieldAlias alias : catalogue.aliases(signal)) {
            Field target = catalogue.field(alias.path()).orElseThrow();
            putNested(
                    root, alias.name(), JSON.valueToTree(Map.of("type", "alias", "path", target.documentPath(signal))));
        }
        return root;
    }

    private static ObjectNode passthrough(ObjectNode parent, String name, int priority) {
        ObjectNode node = parent.putObject(name);
        node.put("type", "passthrough");
        node.put("dynamic", true);
        node.put("priority", priority);
        return node.putObject("properties");
    }

    private static ObjectNode object(ObjectNode properties, String name) {
        return properties.withObjectProperty(name).withObjectProperty("properties");
    }

    private static void putNested(ObjectNode properties, String path, JsonNode mapping) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            properties.set(path, mapping);
        } else {
            putNested(object(properties, path.substring(0, dot)), path.substring(dot + 1), mapping);
        }
    }
}
