// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** The sources of the content, as the tests see them. */
final class Sources {

    static final Path RULES = Path.of("..", "detection-rules", "rules");
    static final Path SCENES = Path.of("..", "detection-rules", "tests");
    static final Path KIBANA = Path.of("..", "kibana");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Sources() {}

    static List<RuleSource> rules() {
        return RuleSource.in(RULES);
    }

    /** Saved objects in their readable form, by file. */
    static SortedMap<String, ObjectNode> objects() {
        return SourceFiles.read(KIBANA, ".json", JSON);
    }

    static SortedMap<String, ObjectNode> dashboards() {
        return SourceFiles.read(KIBANA.resolve("dashboards"), ".json", JSON);
    }

    /** The flat records of a scene. */
    static List<ObjectNode> scene(Path file) {
        try {
            List<ObjectNode> lines = new java.util.ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readValue(line, ObjectNode.class));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
