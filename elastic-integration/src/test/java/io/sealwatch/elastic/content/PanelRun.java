// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a panel as Kibana would: an ES|QL panel by its query, a form-based one by the aggregations that its columns are. What has
 * to be sorted is sorted here, because a form sorts by any column and Elasticsearch not by all.
 */
final class PanelRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALL = 1000;

    private final TestCluster cluster;
    private final View view;

    /**
     * What a reader has set.
     *
     * @param interval of a time axis that Kibana would choose by itself, such as 5m
     * @param filter KQL, empty for none
     */
    record View(Instant from, Instant to, String interval, String filter) {}

    PanelRun(TestCluster cluster, View view) {
        this.cluster = cluster;
        this.view = view;
    }

    PanelTable table(Panel panel) {
        return panel.layer().path("columns").isArray() ? esql(panel) : new FormRun(panel).table();
    }

    private PanelTable esql(Panel panel) {
        String query = panel.layer().at("/query/esql").asText().replace("NOW()", "TO_DATETIME(\"" + view.to() + "\")");
        ObjectNode body = JSON.createObjectNode().put("query", query);
        body.set("filter", all());
        JsonNode answer = cluster.post("/_query", body.toString()).ok();
        List<String> returned = answer.path("columns")
                .valueStream()
                .map(column -> column.path("name").asText())
                .toList();
        List<PanelTable.Column> columns = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (JsonNode column : panel.layer().path("columns")) {
            String field = column.path("fieldName").asText();
            String kind = field.endsWith("pid") ? "id" : column.at("/meta/type").asText();
            columns.add(new PanelTable.Column(
                    column.path("columnId").asText(), column.path("label").asText(field), kind));
            places.add(returned.indexOf(field));
        }
        List<List<JsonNode>> rows = new ArrayList<>();
        for (JsonNode row : answer.path("values")) {
            rows.add(places.stream().map(row::path).toList());
        }
        return new PanelTable(columns, rows);
    }

    /** One form: bucket columns inside each other, and the measures at every level, so that any level can be sorted by one. */
    private final class FormRun {

        private final Panel panel;
        private final JsonNode columns;
        private final List<String> buckets = new ArrayList<>();
        private final List<String> measures = new ArrayList<>();

        FormRun(Panel panel) {
            this.panel = panel;
            this.columns = panel.layer().path("columns");
            for (JsonNode id : panel.layer().path("columnOrder")) {
                (column(id.asText()).path("isBucketed").asBoolean() ? buckets : measures).add(id.asText());
            }
        }

        private JsonNode column(String id) {
            return columns.path(id);
        }

        PanelTable table() {
            ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
            body.set("query", all(panel.state().at("/query/query").asText()));
            body.set("aggs", level(0));
            String streams = DataStreams.pattern(DataViews.signal(panel));
            JsonNode answer =
                    cluster.post("/" + streams + "/_search", body.toString()).ok();
            List<List<JsonNode>> rows = new ArrayList<>();
            ObjectNode top = answer.path("aggregations").deepCopy();
            top.set("doc_count", answer.at("/hits/total/value"));
            collect(top, 0, List.of(), rows);
            List<PanelTable.Column> shown = new ArrayList<>();
            buckets.forEach(id -> shown.add(shown(id)));
            measures.forEach(id -> shown.add(shown(id)));
            return new PanelTable(shown, rows);
        }

        private PanelTable.Column shown(String id) {
            JsonNode column = column(id);
            String field = column.path("sourceField").asText();
            String kind = column.path("operationType").asText().equals("range") || field.endsWith("pid")
                    ? "id"
                    : field.equals("duration")
                            ? "duration"
                            : field.endsWith("bytes_written")
                                    ? "bytes"
                                    : column.path("dataType").asText();
            return new PanelTable.Column(id, column.path("label").asText(), kind);
        }

        private ObjectNode level(int depth) {
            ObjectNode level = JSON.createObjectNode();
            for (String id : measures) {
                JsonNode column = column(id);
                String filter = column.at("/filter/query").asText();
                ObjectNode measure = measure(column);
                if (!filter.isEmpty()) {
                    ObjectNode filtered = level.putObject(id);
                    filtered.set("filter", kql(filter));
                    if (!measure.isEmpty()) {
                        filtered.withObjectProperty("aggs").set("value", measure);
                    }
                } else if (!measure.isEmpty()) {
                    level.set(id, measure);
                }
            }
            if (depth < buckets.size()) {
                ObjectNode bucket = bucket(column(buckets.get(depth)));
                bucket.set("aggs", level(depth + 1));
                level.set("buckets", bucket);
            }
            return level;
        }

        private ObjectNode bucket(JsonNode column) {
            String field = column.path("sourceField").asText();
            ObjectNode bucket = JSON.createObjectNode();
            switch (column.path("operationType").asText()) {
                case "date_histogram" ->
                    bucket.putObject("date_histogram")
                            .put("field", field)
                            .put("fixed_interval", view.interval())
                            .putObject("extended_bounds")
                            .put("min", view.from().toEpochMilli())
                            .put("max", view.to().toEpochMilli());
                case "range" -> {
                    ArrayNode ranges =
                            bucket.putObject("range").put("field", field).putArray("ranges");
                    column.at("/params/ranges")
                            .forEach(range -> ranges.addObject()
                                    .put("from", range.path("from").asDouble())
                                    .put("to", range.path("to").asDouble()));
                }
                case "terms" -> {
                    JsonNode others = column.at("/params/secondaryFields");
                    if (others.isEmpty()) {
                        bucket.putObject("terms").put("field", field).put("size", ALL);
                    } else {
                        ArrayNode sources =
                                bucket.putObject("composite").put("size", ALL).putArray("sources");
                        term(sources, field);
                        others.forEach(other -> term(sources, other.asText()));
                    }
                }
                default -> throw new IllegalArgumentException("no bucket: " + column);
            }
            return bucket;
        }

        private static void term(ArrayNode sources, String field) {
            sources.addObject().putObject(field).putObject("terms").put("field", field);
        }

        private ObjectNode measure(JsonNode column) {
            String field = column.path("sourceField").asText();
            ObjectNode measure = JSON.createObjectNode();
            switch (column.path("operationType").asText()) {
                case "count" -> {}
                case "unique_count" -> measure.putObject("cardinality").put("field", field);
                case "sum", "max", "min" ->
                    measure.putObject(column.path("operationType").asText()).put("field", field);
                case "percentile" ->
                    measure.putObject("percentiles")
                            .put("field", field)
                            .putArray("percents")
                            .add(column.at("/params/percentile").asDouble());
                case "last_value" -> {
                    ObjectNode last = measure.putObject("top_hits").put("size", 1);
                    last.putArray("sort")
                            .addObject()
                            .put(column.at("/params/sortField").asText(), "desc");
                    last.put("_source", false);
                    last.putArray("fields").add(field);
                }
                default -> throw new IllegalArgumentException("no measure: " + column);
            }
            return measure;
        }

        private void collect(JsonNode level, int depth, List<JsonNode> keys, List<List<JsonNode>> rows) {
            if (depth == buckets.size()) {
                List<JsonNode> row = new ArrayList<>(keys);
                measures.forEach(id -> row.add(value(level, id)));
                rows.add(row);
                return;
            }
            if (depth > 0 && level.at("/buckets/buckets").isEmpty()) {
                // A moment at which nothing happened is on the axis nevertheless.
                List<JsonNode> row = new ArrayList<>(keys);
                row.addAll(Collections.nCopies(buckets.size() - depth + measures.size(), MissingNode.getInstance()));
                rows.add(row);
            }
            for (JsonNode bucket : sorted(level.at("/buckets/buckets"), column(buckets.get(depth)))) {
                List<JsonNode> deeper = new ArrayList<>(keys);
                deeper.add(key(bucket.path("key")));
                collect(bucket, depth + 1, deeper, rows);
            }
        }

        /** A composite key is an object of its parts, joined as Kibana joins them. */
        private static JsonNode key(JsonNode key) {
            if (!key.isObject()) {
                return key;
            }
            return JsonNodeFactory.instance.textNode(
                    String.join(" › ", key.valueStream().map(JsonNode::asText).toList()));
        }

        private List<JsonNode> sorted(JsonNode found, JsonNode column) {
            List<JsonNode> all = new ArrayList<>(found.valueStream().toList());
            if (column.path("operationType").asText().equals("terms")) {
                String by = column.at("/params/orderBy/columnId").asText();
                boolean up = column.at("/params/orderDirection").asText().equals("asc");
                Comparator<JsonNode> order =
                        Comparator.comparingDouble(bucket -> value(bucket, by).asDouble());
                all.sort((up ? order : order.reversed())
                        .thenComparing(bucket -> bucket.path("key").toString()));
                return all.subList(
                        0, Math.min(all.size(), column.at("/params/size").asInt()));
            }
            return all;
        }

        private JsonNode value(JsonNode level, String id) {
            JsonNode column = column(id);
            JsonNode found = level.path(id);
            boolean filtered = !column.at("/filter/query").asText().isEmpty();
            JsonNode value = filtered ? found.path("value") : found;
            return switch (column.path("operationType").asText()) {
                case "count" -> filtered ? found.path("doc_count") : level.path("doc_count");
                case "percentile" -> value.path("values").elements().next();
                case "last_value" ->
                    value.at("/hits/hits/0/fields").valueStream().findFirst().orElse(value.path("none"));
                default -> value.path("value");
            };
        }
    }

    private ObjectNode all(String... queries) {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode filters = query.withObjectProperty("bool").putArray("filter");
        filters.addObject()
                .withObjectProperty("range")
                .withObjectProperty("@timestamp")
                .put("gte", view.from().toString())
                .put("lt", view.to().toString());
        Stream.concat(Stream.of(view.filter()), Stream.of(queries))
                .filter(each -> !each.isEmpty())
                .forEach(each -> filters.add(kql(each)));
        return query;
    }

    private static ObjectNode kql(String query) {
        ObjectNode kql = JSON.createObjectNode();
        kql.putObject("kql").put("query", query);
        return kql;
    }
}
