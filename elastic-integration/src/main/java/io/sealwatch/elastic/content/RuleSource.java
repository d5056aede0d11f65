// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Path;
import java.util.List;

/**
 * One rule as it is written in TOML.
 *
 * @param name of the file, without its ending
 * @param metadata the table {@code [metadata]}: for people and tools, not for Kibana
 * @param rule the table {@code [rule]}
 */
public record RuleSource(String name, ObjectNode metadata, ObjectNode rule) {

    private static final TomlMapper TOML = new TomlMapper();

    /**
     * The rules below a directory, by name.
     *
     * @throws ContentException when a file is not TOML, or has not exactly the two tables
     */
    public static List<RuleSource> in(Path directory) {
        return SourceFiles.read(directory, ".toml", TOML).entrySet().stream()
                .map(file -> of(file.getKey(), file.getValue()))
                .toList();
    }

    private static RuleSource of(String name, ObjectNode file) {
        if (file.size() == 2
                && file.get("metadata") instanceof ObjectNode metadata
                && file.get("rule") instanceof ObjectNode rule) {
            return new RuleSource(name, metadata, rule);
        }
        throw new ContentException(name + ".toml: a rule has the tables [metadata] and [rule], and no other");
    }

    public String type() {
        return rule.path("type").asText();
    }

    public String language() {
        return rule.path("language").asText();
    }

    public String query() {
        return rule.path("query").asText().strip();
    }

    /** The texts of a list, empty when there is none. */
    public List<String> texts(String pointer) {
        return rule.at(pointer).valueStream().map(JsonNode::asText).toList();
    }
}
