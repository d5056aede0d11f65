// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a rule as Kibana would, on what arrived since a moment: KQL and ES|QL by the server itself, thresholds and new terms by
 * the aggregation that these rules are made of.
 */
final class RuleRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALL = 10_000;

    private final TestCluster cluster;
    private final Instant since;

    RuleRun(TestCluster cluster, Instant since) {
        this.cluster = cluster;
        this.since = since;
    }

    /** One line for each alert that the rule would raise. */
    List<String> alerts(RuleSource rule) {
        return switch (rule.type()) {
            case "query" -> query(rule);
            case "threshold" -> threshold(rule);
            case "new_terms" -> newTerms(rule);
            case "esql" -> lines(esql(rule).path("values"));
            default -> throw new IllegalArgumentException("no way to run a rule of type " + rule.type());
        };
    }

    private ObjectNode arrived() {
        ObjectNode range = JSON.createObjectNode();
        range.withObjectProperty("range").withObjectProperty("event.ingested").put("gte", since.toString());
        return range;
    }

    private ObjectNode search(RuleSource rule, boolean window) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode filter =
                body.withObjectProperty("query").withObjectProperty("bool").putArray("filter");
        filter.addObject().withObjectProperty("kql").put("query", rule.query());
        if (window) {
            filter.add(arrived());
        }
        return body;
    }

    private JsonNode answer(RuleSource rule, ObjectNode body) {
        String index = String.join(",", rule.texts("/index"));
        return cluster.post("/" + index + "/_search", body.toString()).ok();
    }

    private List<String> query(RuleSource rule) {
        ObjectNode body = search(rule, true).put("size", ALL);
        return lines(answer(rule, body).at("/hits/hits"));
    }

    private static ObjectNode buckets(ObjectNode body, List<String> fields) {
        body.put("size", 0);
        ObjectNode groups = body.withObjectProperty("aggs").withObjectProperty("groups");
        ArrayNode sources =
                groups.withObjectProperty("composite").put("size", ALL).putArray("sources");
        for (String field : fields) {
            sources.addObject()
                    .withObjectProperty(field)
                    .withObjectProperty("terms")
                    .put("field", field);
        }
        return groups.withObjectProperty("aggs");
    }

    private List<String> threshold(RuleSource rule) {
        ObjectNode body = search(rule, true);
        ObjectNode measures = buckets(body, rule.texts("/threshold/field"));
        JsonNode cardinality = rule.rule().at("/threshold/cardinality/0");
        measures.withObjectProperty("distinct")
                .withObjectProperty("cardinality")
                .put("field", cardinality.path("field").asText());
        List<String> alerts = new ArrayList<>();
        for (JsonNode bucket : answer(rule, body).at("/aggregations/groups/buckets")) {
            if (bucket.path("doc_count").asLong()
                            >= rule.rule().at("/threshold/value").asLong()
                    && bucket.at("/distinct/value").asLong()
                            >= cardinality.path("value").asLong()) {
                alerts.add(bucket.toString());
            }
        }
        return alerts;
    }

    private List<String> newTerms(RuleSource rule) {
        ObjectNode body = search(rule, false);
        buckets(body, rule.texts("/new_terms_fields"))
                .withObjectProperty("first")
                .withObjectProperty("min")
                .put("field", "event.ingested");
        List<String> alerts = new ArrayList<>();
        for (JsonNode bucket : answer(rule, body).at("/aggregations/groups/buckets")) {
            if (bucket.at("/first/value").asLong() >= since.toEpochMilli()) {
                alerts.add(bucket.toString());
            }
        }
        return alerts;
    }

    /** The whole answer: columns and values. */
    JsonNode esql(RuleSource rule) {
        ObjectNode body = JSON.createObjectNode().put("query", rule.query());
        body.set("filter", arrived());
        return cluster.post("/_query", body.toString()).ok();
    }

    private static List<String> lines(JsonNode values) {
        return values.valueStream().map(JsonNode::toString).toList();
    }
}
