// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Privileges that a command needs.
 *
 * @param cluster names of cluster privileges
 * @param index names of index privileges by index pattern
 */
public record Privileges(List<String> cluster, Map<String, List<String>> index) {

    private static final String PATH = "/_security/user/_has_privileges";

    public Privileges {
        cluster = List.copyOf(cluster);
        index = new TreeMap<>(index);
    }

    /**
     * Asks before anything is written, so that a lack of privileges leaves nothing half done.
     *
     * @throws ClusterException naming every privilege that is missing
     */
    public void require(Cluster on) {
        JsonNode answer;
        try {
            answer = on.send("POST", PATH, question());
        } catch (ClusterException e) {
            if (e.kind() == Kind.REJECTED || e.kind() == Kind.NOT_FOUND) {
                // Security is off: there is nothing to lack.
                return;
            }
            throw e;
        }
        List<String> missing = missing(answer);
        if (!missing.isEmpty()) {
            throw new ClusterException(
                    Kind.FORBIDDEN,
                    answer.path("username").asText("this user") + " lacks " + String.join(", ", missing)
                            + ". Nothing was changed. docs/elastic.md has the smallest role.");
        }
    }

    private ObjectNode question() {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        cluster.forEach(question.putArray("cluster")::add);
        index.forEach((pattern, names) -> {
            ObjectNode entry = question.withArray("index").addObject();
            entry.putArray("names").add(pattern);
            names.forEach(entry.putArray("privileges")::add);
        });
        return question;
    }

    private static List<String> missing(JsonNode answer) {
        List<String> missing = new ArrayList<>();
        answer.path("cluster").properties().forEach(each -> add(missing, each, "cluster privilege "));
        answer.path("index")
                .properties()
                .forEach(pattern -> pattern.getValue()
                        .properties()
                        .forEach(each -> add(missing, each, "index privilege on " + pattern.getKey() + " ")));
        return missing;
    }

    private static void add(List<String> missing, Map.Entry<String, JsonNode> privilege, String what) {
        if (!privilege.getValue().asBoolean()) {
            missing.add(what + "'" + privilege.getKey() + "'");
        }
    }
}
