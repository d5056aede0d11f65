// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldAlias;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Place;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.Map;

/**
 * The {@code properties} of the mappings, from the catalogue.
 *
 * <p>A passthrough object lends its fields a short name: {@code attributes.process.pid} answers to {@code process.pid}. When two
 * objects have the name, the higher priority wins. The stack gives attributes 20 and the resource 40, so that an agent's own
 * {@code resource.attributes.process.pid} hides the event's; here attributes have 50. Equal numbers are refused by
 * Elasticsearch, so 10, 20, 30 and 40 must be left to the stack.
 *
 * <p>Among the components of a template, a later passthrough object replaces an earlier one as a whole; its fields are not
 * merged. So ours replaces the stack's {@code attributes}, and no component of the stack with an alias into that object
 * ({@code logs-otel@mappings} has some) may be composed with it: the alias would lead nowhere and the template be refused. The
 * resource is the other way round: ours comes first and gives way to the stack's.
 */
final class MappingBuilder {

    private static final int ATTRIBUTES_PRIORITY = 50;
    private static final int RESOURCE_PRIORITY = 40;
    private static final int SCOPE_PRIORITY = 30;
    private static final String RESOURCE_PREFIX = Place.RESOURCE.documentPrefix();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FieldCatalogue catalogue;

    MappingBuilder(FieldCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Everything of a signal but the resource: an alias must be in the same component as what it leads to. */
    ObjectNode properties(Signal signal) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = passthrough(root, "attributes", ATTRIBUTES_PRIORITY);
        for (Field field : catalogue.fields(signal)) {
            String path = field.documentPath(signal);
            if (path.equals(field.name())) {
                putNested(root, path, mapping(field));
            } else if (path.startsWith("attributes.")) {
                attributes.set(field.name(), mapping(field));
            }
        }
        for (FieldAlias alias : catalogue.aliases(signal)) {
            String path = target(alias).documentPath(signal);
            if (!path.startsWith(RESOURCE_PREFIX)) {
                putNested(root, alias.name(), alias(path));
            }
        }
        return root;
    }

    /** The resource and the scope, the same on both signals. */
    ObjectNode resourceProperties() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = passthrough(object(root, "resource"), "attributes", RESOURCE_PRIORITY);
        passthrough(object(root, "scope"), "attributes", SCOPE_PRIORITY);
        for (Field field : catalogue.fields()) {
            if (field.in().contains(Place.RESOURCE)) {
                resource.set(field.name(), mapping(field));
            }
        }
        for (FieldAlias alias : catalogue.aliases()) {
            if (target(alias).in().contains(Place.RESOURCE)) {
                putNested(root, alias.name(), alias(RESOURCE_PREFIX + alias.path()));
            }
        }
        return root;
    }

    private Field target(FieldAlias alias) {
        return catalogue.field(alias.path()).orElseThrow();
    }

    private static JsonNode alias(String path) {
        return JSON.valueToTree(Map.of("type", "alias", "path", path));
    }

    private static JsonNode mapping(Field field) {
        return JSON.valueToTree(field.elasticsearch().mapping());
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
