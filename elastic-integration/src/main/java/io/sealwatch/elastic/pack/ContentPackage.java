// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.asset.Resources;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Origin;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.docs.FieldsPage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An Elastic package of type content (package-spec 3.6.6): dashboards, searches and rules, and which data they are for. Such a
 * package can hold no templates, pipelines or data views, so the installer is still what makes the data right.
 *
 * <p>The same sources give the same bytes.
 */
public final class ContentPackage {

    private static final String NAME = "sealwatch";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** The saved objects that a content package may hold: searches since specification 3.6.6, data views never. */
    private static final Set<String> PACKED = Set.of("dashboard", "search");
    /** What the installer makes, and an object in the package may refer to all the same. */
    private static final String DATA_VIEW = "index-pattern";

    /** What a rule has once it is installed, and an offered rule must not have. */
    private static final Set<String> NOT_IN_AN_ASSET = Set.of(
            "enabled", "actions", "exceptions_list", "throttle", "meta", "output_index", "namespace", "immutable");

    private final FieldCatalogue catalogue;
    private final SortedMap<String, String> objects;
    private final SortedMap<String, String> rules;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    ContentPackage(FieldCatalogue catalogue, SortedMap<String, String> objects, SortedMap<String, String> rules) {
        this.catalogue = catalogue;
        this.objects = objects;
        this.rules = rules;
    }

    public static ContentPackage bundled() {
        return new ContentPackage(
                FieldCatalogue.bundled(), Resources.in("/kibana", ".ndjson"), Resources.in("/rules", ".ndjson"));
    }

    /** Paths and contents, without the folder that a zip has at its top. */
    SortedMap<String, byte[]> files() {
        files.clear();
        objects.values().forEach(this::addObjects);
        rules.values().forEach(this::addRules);
        SortedMap<String, String> sources = Resources.in("/package", "");
        put("changelog.yml", sources.getOrDefault("changelog.yml", ""));
        put("manifest.yml", manifest(sources.getOrDefault("manifest.yml", "")));
        put("docs/README.md", sources.getOrDefault("README.md", "") + "\n" + FieldsPage.tables(catalogue));
        put("LICENSE.txt", sources.getOrDefault("LICENSE", ""));
        return files;
    }

    /**
     * Writes the zip that Kibana takes.
     *
     * @return name for the file: package and version
     */
    public String write(OutputStream out) throws IOException {
        SortedMap<String, byte[]> content = files();
        String folder = NAME + "-" + version();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                ZipEntry entry = new ZipEntry(folder + "/" + file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return folder + ".zip";
    }

    private String version() throws IOException {
        return YAML.readTree(Resources.in("/package", "manifest.yml").get("manifest.yml"))
                .path("version")
                .asText();
    }

    private String manifest(String source) {
        try {
            ObjectNode manifest = YAML.readValue(source, ObjectNode.class);
            boolean anyRules = files.keySet().stream().anyMatch(file -> file.startsWith("kibana/security_rule/"));
            if (anyRules) {
                manifest.withObject("/conditions/elastic")
                        .putArray("capabilities")
                        .add("security");
            }
            for (Signal signal : Signal.values()) {
                manifest.withObjectProperty("discovery")
                        .withArrayProperty("datasets")
                        .addObject()
                        .put("name", DataStreams.dataset(signal));
            }
            for (Field field : catalogue.fields()) {
                if (field.origin() == Origin.OWN) {
                    manifest.withObjectProperty("discovery")
                            .withArrayProperty("fields")
                            .addObject()
                            .put("name", field.name());
                }
            }
            return YAML.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("manifest.yml of the package: " + e.getOriginalMessage(), e);
        }
    }

    private void addObjects(String ndjson) {
        for (JsonNode object : lines(ndjson)) {
            String type = object.path("type").asText();
            if (PACKED.contains(type)) {
                check(type, object);
                put("kibana/" + type + "/" + object.path("id").asText() + ".json", print(object));
            }
        }
    }

    private static void check(String type, JsonNode object) {
        String id = object.path("id").asText();
        if (!id.startsWith(NAME + "-")) {
            throw new IllegalArgumentException(
                    type + " '" + id + "': an id in the package must begin with '" + NAME + "-'");
        }
        for (JsonNode reference : object.path("references")) {
            String referred = reference.path("type").asText();
            if (!PACKED.contains(referred) && !referred.equals(DATA_VIEW)) {
                throw new IllegalArgumentException(type + " '" + id + "' refers to the " + referred + " '"
                        + reference.path("id").asText() + "', which the package cannot hold");
            }
        }
    }

    private void addRules(String ndjson) {
        for (JsonNode rule : lines(ndjson)) {
            if (rule.has("rule_id")) {
                ObjectNode attributes = rule.deepCopy();
                attributes.remove(NOT_IN_AN_ASSET);
                String id = rule.path("rule_id").asText() + "_"
                        + rule.path("version").asInt(1);
                ObjectNode asset = JSON.createObjectNode();
                asset.put("id", id);
                asset.put("type", "security-rule");
                asset.set("attributes", attributes);
                put("kibana/security_rule/" + id + ".json", print(asset));
            }
        }
    }

    private static List<JsonNode> lines(String ndjson) {
        return ndjson.lines()
                .filter(line -> !line.isBlank())
                .map(ContentPackage::parse)
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String print(JsonNode node) {
        try {
            return JSON.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String path, String text) {
        files.put(path, text.getBytes(UTF_8));
    }
}
