// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Travels in the {@code _meta} of the mappings from the component template into every index made from it, and so tells which
 * content a live data stream was made with. Settings and mappings apart: mappings can be changed in place, settings need a
 * new index.
 */
public record StreamStamp(int version, String mappings, String settings) {

    private static final String KEY = "sealwatch";

    static StreamStamp of(JsonNode component, int version) {
        JsonNode template = component.path("template");
        return new StreamStamp(
                version, hash("mappings", template.path("mappings")), hash("settings", template.path("settings")));
    }

    private static String hash(String key, JsonNode part) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set(key, part);
        return CanonicalForm.of(whole).hash().substring(0, 16);
    }

    public static Optional<StreamStamp> read(JsonNode mappingMeta) {
        JsonNode node = mappingMeta.path(KEY);
        return node.isObject()
                ? Optional.of(new StreamStamp(
                        node.path("content_version").asInt(),
                        node.path("mappings").asText(),
                        node.path("settings").asText()))
                : Optional.empty();
    }

    void write(ObjectNode mappingMeta) {
        ObjectNode node = mappingMeta.putObject(KEY);
        node.put("content_version", version);
        node.put("mappings", mappings);
        node.put("settings", settings);
    }
}
