// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the YAML into records; what is wrong with the spelling of an entry is collected and thrown at the end. */
final class CatalogueReader {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Set<String> FIELD_KEYS =
            Set.of("name", "origin", "in", "otel", "elasticsearch", "values", "sent", "example", "description");
    private static final Set<String> ALIAS_KEYS = Set.of("name", "path", "on");

    private final List<Field> fields = new ArrayList<>();
    private final List<FieldAlias> aliases = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    List<Field> fields() {
        return fields;
    }

    List<FieldAlias> aliases() {
        return aliases;
    }

    void read(InputStream yaml) {
        JsonNode root = parse(yaml);
        root.path("fields").forEach(this::readField);
        root.path("aliases").forEach(this::readAlias);
        if (fields.isEmpty() && problems.isEmpty()) {
            problems.add("it has no fields");
        }
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
    }

    private static JsonNode parse(InputStream yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new CatalogueException(List.of("not YAML: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new CatalogueException(List.of("unreadable: " + e.getMessage()));
        }
    }

    private void readField(JsonNode entry) {
        String name = entry.path("name").asText("");
        if (name.isEmpty()) {
            problems.add("entry " + (fields.size() + 1) + " has no name");
            return;
        }
        int before = problems.size();
        unknownKeys(name, entry, FIELD_KEYS);
        Optional<Origin> origin = constant(name, "origin", Origin.class, entry.path("origin"));
        Set<Place> in = constants(name, "in", Place.class, entry.path("in"));
        Optional<OtelType> otel = OtelType.of(entry.path("otel").asText());
        if (otel.isEmpty()) {
            problems.add(name + ": unknown otel type '" + entry.path("otel").asText() + "'");
        }
        for (String key : List.of("example", "description")) {
            if (entry.path(key).isMissingNode()) {
                problems.add(name + ": no " + key);
            }
        }
        Optional<ElasticType> elastic = elasticType(name, entry.path("elasticsearch"));
        if (problems.size() == before) {
            fields.add(new Field(
                    name,
                    origin.orElseThrow(),
                    in,
                    otel.orElseThrow(),
                    elastic.orElseThrow(),
                    list(entry.path("values")),
                    entry.path("sent").asBoolean(true),
                    value(entry.path("example")),
                    entry.path("description").asText()));
        }
    }

    private Optional<ElasticType> elasticType(String name, JsonNode node) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        node.properties().forEach(each -> parameters.put(each.getKey(), value(each.getValue())));
        Object type = parameters.remove("type");
        if (!(type instanceof String known) || !ElasticType.KNOWN.contains(known)) {
            problems.add(name + ": unknown elasticsearch type '" + type + "', known are "
                    + new TreeSet<>(ElasticType.KNOWN));
            return Optional.empty();
        }
        return Optional.of(new ElasticType(known, parameters));
    }

    private void readAlias(JsonNode entry) {
        String name = entry.path("name").asText("");
        unknownKeys(name, entry, ALIAS_KEYS);
        aliases.add(new FieldAlias(
                name, entry.path("path").asText(""), constants(name, "on", Signal.class, entry.path("on"))));
    }

    private void unknownKeys(String name, JsonNode entry, Set<String> known) {
        entry.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(name + ": unknown key '" + key + "'");
            }
        });
    }

    private <E extends Enum<E>> Set<E> constants(String name, String key, Class<E> type, JsonNode nodes) {
        Set<E> found = EnumSet.noneOf(type);
        nodes.forEach(node -> constant(name, key, type, node).ifPresent(found::add));
        if (nodes.isEmpty()) {
            problems.add(name + ": '" + key + "' must be a list and not empty");
        }
        return found;
    }

    private <E extends Enum<E>> Optional<E> constant(String name, String key, Class<E> type, JsonNode node) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(node.asText())) {
                return Optional.of(each);
            }
        }
        problems.add(name + ": unknown " + key + " '" + node.asText() + "'");
        return Optional.empty();
    }

    private static List<Object> list(JsonNode nodes) {
        List<Object> values = new ArrayList<>();
        nodes.forEach(node -> values.add(value(node)));
        return values;
    }

    private static Object value(JsonNode node) {
        return YAML.convertValue(node, Object.class);
    }
}
