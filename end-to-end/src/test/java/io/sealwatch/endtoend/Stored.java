// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One data stream, asked as an analyst would ask it. */
record Stored(TestCluster cluster, String stream) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    /** Waits until so many documents are there. */
    void awaitCount(long expected) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count() >= expected);
    }

    /** Of a stream that does not exist yet: 0. */
    long count() {
        boolean exists = cluster.post("/" + stream + "/_refresh", "").status() == 200;
        return exists ? cluster.count(stream, "{\"match_all\":{}}") : 0;
    }

    /** Count of each value, by ES|QL. A null stands for the documents without the field. */
    Map<String, Long> byEsql(String field) {
        Map<String, Long> counts = new TreeMap<>();
        cluster.esql("FROM " + stream + " | STATS n = COUNT(*) BY " + field + " | LIMIT 10000")
                .forEach(row -> counts.put(row.path(1).asText(), row.path(0).asLong()));
        return counts;
    }

    /** How many documents KQL finds, as Kibana's search bar would. */
    long byKql(String field, String value) {
        return cluster.kql(stream, field + " : " + quoted(value));
    }

    long byTerm(String field, String value) {
        return cluster.count(stream, "{\"term\":{\"" + field + "\":" + JSON.valueToTree(value) + "}}");
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Every document's source, by {@code ransomware.sequence}. */
    Map<Long, JsonNode> bySequence() {
        Map<Long, JsonNode> documents = new TreeMap<>();
        for (JsonNode source : sources()) {
            documents.put(source.at("/attributes/ransomware.sequence").asLong(), source);
        }
        return documents;
    }

    List<JsonNode> sources() {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode page = JSON.createObjectNode().put("size", PAGE);
        page.putArray("sort").add("_doc");
        page.withObjectProperty("query").withObjectProperty("match_all");
        JsonNode answer = cluster.post("/" + stream + "/_search?scroll=1m", page.toString())
                .ok();
        while (answer.at("/hits/hits").size() > 0) {
            answer.at("/hits/hits").forEach(hit -> all.add(hit.path("_source")));
            ObjectNode next = JSON.createObjectNode().put("scroll", "1m");
            next.set("scroll_id", answer.path("_scroll_id"));
            answer = cluster.post("/_search/scroll", next.toString()).ok();
        }
        return all;
    }
}
