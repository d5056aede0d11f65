// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Kibana keeps parts of an object as JSON inside strings. The sources have them as plain JSON, so that people can read,
 * compare and edit them; this turns one form into the other.
 */
public final class SavedObjectCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The parts that are strings in Kibana, all below {@code attributes}. */
    private static final List<String> ENCODED = List.of(
            "/panelsJSON",
            "/optionsJSON",
            "/kibanaSavedObjectMeta/searchSourceJSON",
            "/controlGroupInput/panelsJSON",
            "/controlGroupInput/ignoreParentSettingsJSON",
            "/fieldAttrs",
            "/fieldFormatMap",
            "/runtimeFieldMap",
            "/fields");

    /** What an export has and a source has not: it differs from one installation to the next. */
    private static final List<String> INSTALLATION = List.of(
            "created_at", "created_by", "updated_at", "updated_by", "version", "managed", "namespaces", "originId");

    private SavedObjectCodec() {}

    /** Source to what Kibana imports. */
    public static ObjectNode encode(ObjectNode source) {
        ObjectNode object = source.deepCopy();
        each(object, (parent, key) -> {
            JsonNode part = parent.path(key);
            if (part.isContainerNode()) {
                parent.put(key, part.toString());
            }
        });
        return object;
    }

    /**
     * What Kibana exports to source.
     *
     * @throws ContentException when a part is not JSON
     */
    public static ObjectNode decode(ObjectNode exported) {
        ObjectNode object = exported.deepCopy();
        object.remove(INSTALLATION);
        each(object, (parent, key) -> {
            JsonNode part = parent.path(key);
            if (part.isTextual()) {
                parent.set(key, parse(key, part.asText()));
            }
        });
        return object;
    }

    private static JsonNode parse(String key, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ContentException(key + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void each(ObjectNode object, Part part) {
        for (String pointer : ENCODED) {
            int slash = pointer.lastIndexOf('/');
            if (object.at("/attributes" + pointer.substring(0, slash)) instanceof ObjectNode parent) {
                part.change(parent, pointer.substring(slash + 1));
            }
        }
    }

    @FunctionalInterface
    private interface Part {
        void change(ObjectNode parent, String key);
    }
}
