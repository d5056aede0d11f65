// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.List;
import java.util.Optional;

/** Makes of a rule in TOML the object that Kibana imports. */
final class RuleEncoder {

    /** Texts that are written over several lines. */
    private static final List<String> TEXTS = List.of("description", "note", "setup", "query");

    private final FieldCatalogue catalogue;

    RuleEncoder(FieldCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode encode(RuleSource source) {
        ObjectNode rule = source.rule().deepCopy();
        for (String key : TEXTS) {
            rule.put(key, rule.path(key).asText().strip());
        }
        rule.put("description", rule.path("description").asText().replaceAll("\\s+", " "));
        if (!rule.has("enabled")) {
            rule.put("enabled", true);
        }
        ArrayNode required = rule.putArray("required_fields");
        for (String name : QueryFields.of(source.language(), source.query())) {
            field(name)
                    .ifPresent(field -> required.addObject()
                            .put("name", name)
                            .put("type", field.elasticsearch().type()));
        }
        return rule;
    }

    private Optional<Field> field(String name) {
        return catalogue.resolve(name).filter(field -> field.isOn(Signal.LOGS));
    }
}
