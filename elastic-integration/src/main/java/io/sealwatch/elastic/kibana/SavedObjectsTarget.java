// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.plan.Difference;
import io.sealwatch.elastic.plan.Finding;
import io.sealwatch.elastic.plan.State;
import io.sealwatch.elastic.plan.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one NDJSON file: dashboards, data views, searches. What a user changed in an object is left alone until a
 * release brings a new version of that object: an edit is not seen as drift, because Kibana itself rewrites objects.
 */
final class SavedObjectsTarget implements Target {

    private final Kibana kibana;
    private final String file;
    private final int version;
    private final Map<String, JsonNode> packed = new LinkedHashMap<>();

    SavedObjectsTarget(Kibana kibana, String file, String ndjson, int version) {
        this.kibana = kibana;
        this.file = file;
        this.version = version;
        for (JsonNode line : Ndjson.parse(ndjson)) {
            if (line.has("type")) {
                packed.put(key(line), line);
            }
        }
    }

    private static String key(JsonNode object) {
        return object.path("type").asText() + "/" + object.path("id").asText();
    }

    @Override
    public String kind() {
        return "Kibana objects";
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public Finding inspect() {
        Map<String, JsonNode> installed = installed();
        List<Difference> differences = new ArrayList<>();
        State worst = State.SAME;
        for (Map.Entry<String, JsonNode> each : packed.entrySet()) {
            State state = state(each.getValue(), Optional.ofNullable(installed.get(each.getKey())));
            if (state != State.SAME) {
                differences.add(new Difference(each.getKey(), state.words(), "content " + version));
            }
            worst = worse(worst, state);
        }
        // A file of which a part is there is not absent.
        State state = worst == State.ABSENT && !installed.isEmpty() ? State.OLDER : worst;
        return new Finding(state, differences, packed.size() + " objects");
    }

    private static State worse(State one, State other) {
        if (one.refused() || other == State.SAME) {
            return one;
        }
        return other.refused() || one == State.SAME || other == State.ABSENT ? other : one;
    }

    private State state(JsonNode mine, Optional<JsonNode> installed) {
        if (installed.isEmpty()) {
            return State.ABSENT;
        }
        JsonNode theirs = installed.get().path("attributes");
        if (!marked(mine)) {
            return sameDataView(mine.path("attributes"), theirs) ? State.SAME : State.OLDER;
        }
        ContentMark wanted = ContentMark.of(mine, version);
        return ContentMark.find(theirs.path("description").asText())
                .map(mark -> mark.version() > version ? State.NEWER : mark.equals(wanted) ? State.SAME : State.OLDER)
                .orElse(State.FOREIGN);
    }

    /** Data views have no description to put a mark into. */
    private static boolean marked(JsonNode object) {
        return !object.path("type").asText().equals("index-pattern");
    }

    private static boolean sameDataView(JsonNode mine, JsonNode theirs) {
        for (String key : List.of("title", "name", "timeFieldName")) {
            if (!mine.path(key).asText().equals(theirs.path(key).asText())) {
                return false;
            }
        }
        return true;
    }

    /** Those of the file that are there. The export API answers 400 when one is missing, and names the missing ones. */
    private Map<String, JsonNode> installed() {
        Map<String, JsonNode> wanted = new LinkedHashMap<>(packed);
        Kibana.Answer answer = export(wanted);
        if (answer.status() == 400) {
            for (JsonNode missing : answer.json().at("/attributes/objects")) {
                wanted.remove(key(missing));
            }
            if (wanted.isEmpty()) {
                return Map.of();
            }
            answer = export(wanted);
        }
        if (answer.status() >= 300) {
            throw ClusterException.of(
                    answer.status(),
                    "Kibana export of saved objects",
                    answer.json().path("message").asText());
        }
        Map<String, JsonNode> found = new LinkedHashMap<>();
        answer.lines().forEach(line -> found.put(key(line), line));
        return found;
    }

    private Kibana.Answer export(Map<String, JsonNode> wanted) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("includeReferencesDeep", false);
        body.put("excludeExportDetails", true);
        ArrayNode objects = body.putArray("objects");
        wanted.values()
                .forEach(object -> objects.addObject()
                        .put("type", object.path("type").asText())
                        .put("id", object.path("id").asText()));
        return kibana.post("/api/saved_objects/_export", body);
    }

    @Override
    public void apply() {
        Map<String, JsonNode> installed = installed();
        List<JsonNode> lines = new ArrayList<>();
        packed.forEach((key, object) -> {
            if (state(object, Optional.ofNullable(installed.get(key))) != State.SAME) {
                lines.add(stamped(object));
            }
        });
        JsonNode answer = kibana.upload("/api/saved_objects/_import?overwrite=true", lines);
        if (!answer.path("success").asBoolean(false)) {
            throw new ClusterException(
                    Kind.REJECTED, "Kibana did not take all of " + file + ": " + errors(answer.path("errors")));
        }
    }

    private static String errors(JsonNode errors) {
        List<String> texts = new ArrayList<>();
        errors.forEach(
                error -> texts.add(key(error) + ": " + error.at("/error/type").asText()));
        return String.join(", ", texts);
    }

    private JsonNode stamped(JsonNode object) {
        if (!marked(object)) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        ObjectNode attributes = copy.withObjectProperty("attributes");
        String description = attributes.path("description").asText("");
        String mark = ContentMark.of(object, version).toString();
        attributes.put("description", description.isEmpty() ? mark : description + "\n\n" + mark);
        return copy;
    }

    @Override
    public boolean remove() {
        boolean any = false;
        for (Map.Entry<String, JsonNode> each : installed().entrySet()) {
            boolean ours = !marked(each.getValue())
                    || ContentMark.find(each.getValue()
                                    .at("/attributes/description")
                                    .asText())
                            .isPresent();
            if (ours) {
                any |= kibana.delete("/api/saved_objects/" + each.getKey() + "?force=true");
            }
        }
        return any;
    }
}
