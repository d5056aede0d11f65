// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the NDJSON that is packed and imported, from the sources at the top of the repository. */
public final class ContentBuilder {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What is referred to comes first. */
    private static final List<String> KINDS = List.of("data-views", "searches", "dashboards");

    private ContentBuilder() {}

    /**
     * {@code build ROOT OUT} packs the sources; {@code decode EXPORT.ndjson ROOT} takes what was edited in Kibana and
     * exported there back into the sources.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3 && arguments[0].equals("build")) {
            build(Path.of(arguments[1]), Path.of(arguments[2]));
        } else if (arguments.length == 3 && arguments[0].equals("decode")) {
            decode(Path.of(arguments[1]), Path.of(arguments[2]));
        } else {
            throw new ContentException("usage: build ROOT OUT, or decode EXPORT.ndjson ROOT");
        }
    }

    static void build(Path root, Path out) throws IOException {
        write(out.resolve("kibana/sealwatch.ndjson"), objects(root.resolve("kibana")));
        write(out.resolve("rules/sealwatch.ndjson"), rules(root.resolve("detection-rules/rules")));
    }

    /** Every saved object, encoded, in the order in which it must be imported. */
    public static List<ObjectNode> objects(Path directory) {
        List<ObjectNode> objects = new ArrayList<>();
        for (String kind : KINDS) {
            SourceFiles.read(directory.resolve(kind), ".json", JSON)
                    .values()
                    .forEach(source -> objects.add(SavedObjectCodec.encode(source)));
        }
        return objects;
    }

    /** Every rule as it is imported. */
    public static List<ObjectNode> rules(Path directory) {
        RuleEncoder encoder = new RuleEncoder(FieldCatalogue.bundled());
        return RuleSource.in(directory).stream().map(encoder::encode).toList();
    }

    static void decode(Path export, Path root) throws IOException {
        for (String line : Files.readAllLines(export)) {
            ObjectNode object = JSON.readValue(line, ObjectNode.class);
            if (!object.has("type")) {
                continue;
            }
            String directory = switch (object.path("type").asText()) {
                case "index-pattern" -> "data-views";
                case "search" -> "searches";
                case "dashboard" -> "dashboards";
                default ->
                    throw new ContentException("the export has a "
                            + object.path("type").asText() + ": only dashboards, searches and data views have sources");
            };
            Path file = root.resolve("kibana")
                    .resolve(directory)
                    .resolve(object.path("id").asText() + ".json");
            Files.writeString(file, JSON.writeValueAsString(SavedObjectCodec.decode(object)) + "\n");
        }
    }

    private static void write(Path file, List<ObjectNode> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString()).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
