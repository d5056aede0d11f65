// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The YAML file as dotted keys with scalars or lists of scalars. */
final class YamlFile {
    private YamlFile() {}

    static Map<String, Object> read(Path file) {
        try {
            YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build());
            mapper.enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            JsonNode root = mapper.readTree(Files.readString(file));
            Map<String, Object> values = new LinkedHashMap<>();
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                if (!root.isObject()) {
                    throw new ConfigException(List.of(file + ": the file must hold settings such as `flags:`"));
                }
                flatten("", root, values);
            }
            return values;
        } catch (NoSuchFileException missing) {
            throw new ConfigException(file + ": there is no such file", missing);
        } catch (JsonProcessingException malformed) {
            throw new ConfigException(
                    file + ", line " + malformed.getLocation().getLineNr() + ": this is not YAML: "
                            + malformed.getOriginalMessage().lines().findFirst().orElse(""),
                    malformed);
        } catch (IOException unreadable) {
            throw new ConfigException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A list of words, or of groups of keys and words. */
    private static List<Object> list(JsonNode array) {
        List<Object> all = new ArrayList<>();
        for (JsonNode element : array) {
            if (element.isObject()) {
                Map<String, String> group = new LinkedHashMap<>();
                element.properties()
                        .forEach(field ->
                                group.put(field.getKey(), field.getValue().asText()));
                all.add(group);
            } else {
                all.add(element.asText());
            }
        }
        return all;
    }

    /** A list of groups on one line, {@code [{a: x, b: y}]}, as an environment variable or a flag has it. */
    static List<Map<String, String>> groups(String text) {
        try {
            JsonNode root = new YAMLMapper().readTree(text);
            List<Map<String, String>> groups = new ArrayList<>();
            if (root != null && root.isArray()) {
                for (Object element : list(root)) {
                    groups.add(group(element));
                }
                return groups;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("'" + text + "' is not a list such as [{a: x, b: y}]", malformed);
        }
        throw new IllegalArgumentException("'" + text + "' is not a list such as [{a: x, b: y}]");
    }

    /** Of an element of a list in the file. */
    static Map<String, String> group(Object element) {
        if (element instanceof Map<?, ?> fields) {
            Map<String, String> group = new LinkedHashMap<>();
            fields.forEach((key, value) -> group.put(String.valueOf(key), String.valueOf(value)));
            return group;
        }
        throw new IllegalArgumentException("'" + element + "' is not a group such as {a: x, b: y}");
    }

    private static void flatten(String prefix, JsonNode node, Map<String, Object> out) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(key + '.', value, out);
            } else if (value.isArray()) {
                out.put(key, list(value));
            } else if (!value.isNull()) {
                out.put(key, value.asText());
            }
        }
    }
}
