// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lines of NDJSON and records of the collector's file in one form, so that they can be compared. */
public final class FlatRecords {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FlatRecords() {}

    /** Each line, by field name. */
    public static List<Map<String, Object>> ofNdjson(String text) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String line : text.split("\n")) {
            Map<String, Object> fields = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : MAPPER.readTree(line).properties()) {
                fields.put(field.getKey(), plain(field.getValue()));
            }
            all.add(fields);
        }
        return all;
    }

    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            List<Object> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.textValue();
    }

    /** A log record of the collector's file in the shape of an NDJSON line. */
    public static Map<String, Object> of(JsonNode record) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("timestamp", timestamp(record.path("timeUnixNano").asLong()));
        fields.put("event_name", record.path("eventName").asText());
        fields.put("severity_number", record.path("severityNumber").asLong());
        fields.put("severity_text", record.path("severityText").asText());
        if (!record.path("spanId").asText().isEmpty()) {
            fields.put("trace_id", record.path("traceId").asText());
            fields.put("span_id", record.path("spanId").asText());
        }
        assertThat(record.path("body").path("stringValue").asText()).isNotEmpty();
        assertThat(record.path("observedTimeUnixNano").asLong()).isPositive();
        attributes(record.path("attributes"))
                .forEach((key, value) -> assertThat(fields.put(key, value)).isNull());
        return fields;
    }

    private static String timestamp(long nanos) {
        String text = Instant.ofEpochSecond(nanos / Synthetic.SECOND).toString();
        return text.substring(0, text.length() - 1) + String.format(Locale.ROOT, ".%09dZ", nanos % Synthetic.SECOND);
    }

    /** A list of attributes, by name. */
    public static Map<String, Object> attributes(JsonNode attributes) {
        Map<String, Object> flat = new LinkedHashMap<>();
        attributes.forEach(attribute -> flat.put(attribute.path("key").asText(), value(attribute.path("value"))));
        return flat;
    }

    private static Object value(JsonNode value) {
        if (value.has("stringValue")) {
            return value.path("stringValue").asText();
        }
        if (value.has("intValue")) {
            return Long.parseLong(value.path("intValue").asText());
        }
        if (value.has("doubleValue")) {
            return value.path("doubleValue").asDouble();
        }
        if (value.has("boolValue")) {
            return value.path("boolValue").asBoolean();
        }
        List<Object> items = new ArrayList<>();
        value.path("arrayValue").path("values").forEach(item -> items.add(value(item)));
        return items;
    }

    /** The last values of a metric, by signal and, where there is one, reason. */
    public static Map<String, Long> series(List<JsonNode> metrics, String name) {
        JsonNode last = metrics.stream()
                .filter(metric -> metric.path("name").asText().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow();
        Map<String, Long> series = new TreeMap<>();
        last.path("sum").path("dataPoints").forEach(point -> {
            Map<String, Object> labels = attributes(point.path("attributes"));
            String reason = labels.containsKey("reason") ? " " + labels.get("reason") : "";
            series.put(labels.get("signal") + reason, point.path("asInt").asLong());
        });
        return series;
    }
}
