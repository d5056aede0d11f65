// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.plan.Difference;
import io.sealwatch.elastic.plan.Finding;
import io.sealwatch.elastic.plan.State;
import io.sealwatch.elastic.plan.Target;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The detection rules of one NDJSON file. What belongs to the user stays when a rule is updated or repaired: whether it is
 * enabled, its exceptions, its actions.
 */
final class RulesTarget implements Target {

    private static final List<String> USERS = List.of("enabled", "exceptions_list", "actions", "throttle");
    /** What makes a rule find what it finds. A change of these is drift; of anything else it is taste. */
    private static final List<String> LOGIC = List.of(
            "type", "language", "query", "index", "threshold", "new_terms_fields", "history_window_start", "filters");

    private final Kibana kibana;
    private final String file;
    private final int version;
    private final Map<String, JsonNode> packed = new LinkedHashMap<>();

    RulesTarget(Kibana kibana, String file, String ndjson, int version) {
        this.kibana = kibana;
        this.file = file;
        this.version = version;
        for (JsonNode line : Ndjson.parse(ndjson)) {
            if (line.has("rule_id")) {
                packed.put(line.path("rule_id").asText(), line);
            }
        }
    }

    @Override
    public String kind() {
        return "detection rules";
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public Finding inspect() {
        Map<String, JsonNode> installed = installed();
        List<Difference> differences = new ArrayList<>();
        boolean drifted = false;
        boolean older = false;
        for (Map.Entry<String, JsonNode> each : packed.entrySet()) {
            JsonNode rule = each.getValue();
            State state = state(rule, Optional.ofNullable(installed.get(each.getKey())));
            drifted |= state == State.DRIFTED;
            older |= state == State.ABSENT || state == State.OLDER;
            if (state != State.SAME) {
                differences.add(new Difference(rule.path("name").asText(), state.words(), "content " + version));
            }
            if (state.refused()) {
                return new Finding(state, differences, "rule " + each.getKey());
            }
        }
        State whole = drifted ? State.DRIFTED : !older ? State.SAME : installed.isEmpty() ? State.ABSENT : State.OLDER;
        return new Finding(whole, differences, packed.size() + " rules");
    }

    private State state(JsonNode mine, Optional<JsonNode> installed) {
        if (installed.isEmpty()) {
            return State.ABSENT;
        }
        JsonNode theirs = installed.get();
        Optional<ContentMark> mark = mark(theirs);
        if (mark.isEmpty()) {
            return State.FOREIGN;
        }
        if (mark.get().version() > version) {
            return State.NEWER;
        }
        if (!mark.get().equals(ContentMark.of(mine, version))) {
            return State.OLDER;
        }
        return sameLogic(mine, theirs) ? State.SAME : State.DRIFTED;
    }

    private static Optional<ContentMark> mark(JsonNode rule) {
        for (JsonNode tag : rule.path("tags")) {
            Optional<ContentMark> mark = ContentMark.find(tag.asText());
            if (mark.isPresent()) {
                return mark;
            }
        }
        return Optional.empty();
    }

    private static boolean sameLogic(JsonNode mine, JsonNode theirs) {
        return LOGIC.stream()
                .allMatch(
                        key -> mine.path(key).isMissingNode() || mine.path(key).equals(theirs.path(key)));
    }

    private Map<String, JsonNode> installed() {
        if (packed.isEmpty()) {
            return Map.of();
        }
        String filter = packed.keySet().stream()
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(" or ", "alert.attributes.params.ruleId: (", ")"));
        JsonNode found = kibana.get("/api/detection_engine/rules/_find?per_page=" + Math.max(20, packed.size())
                + "&filter=" + URLEncoder.encode(filter, UTF_8));
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        found.path("data").forEach(rule -> rules.put(rule.path("rule_id").asText(), rule));
        return rules;
    }

    @Override
    public void apply() {
        Map<String, JsonNode> installed = installed();
        List<JsonNode> lines = new ArrayList<>();
        packed.forEach((id, rule) -> {
            Optional<JsonNode> there = Optional.ofNullable(installed.get(id));
            if (state(rule, there) != State.SAME) {
                lines.add(merged(rule, there));
            }
        });
        JsonNode answer = kibana.upload("/api/detection_engine/rules/_import?overwrite=true", lines);
        if (!answer.path("success").asBoolean(false)) {
            List<String> texts = new ArrayList<>();
            answer.path("errors")
                    .forEach(error -> texts.add(error.path("rule_id").asText() + ": "
                            + error.at("/error/message").asText()));
            throw new ClusterException(
                    Kind.REJECTED, "Kibana did not take all rules of " + file + ": " + String.join(", ", texts));
        }
    }

    private JsonNode merged(JsonNode rule, Optional<JsonNode> installed) {
        ObjectNode merged = rule.deepCopy();
        ArrayNode tags = merged.withArrayProperty("tags");
        tags.add(ContentMark.of(rule, version).toString());
        installed.ifPresent(there -> {
            for (String key : USERS) {
                if (there.has(key)) {
                    merged.set(key, there.get(key));
                }
            }
        });
        return merged;
    }

    @Override
    public boolean remove() {
        boolean any = false;
        for (Map.Entry<String, JsonNode> each : installed().entrySet()) {
            if (mark(each.getValue()).isPresent()) {
                any |= kibana.delete("/api/detection_engine/rules?rule_id=" + URLEncoder.encode(each.getKey(), UTF_8));
            }
        }
        return any;
    }
}
