// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.contract.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * One record of the sensor's NDJSON.
 *
 * @param millis when it happened, since 1970
 * @param node the whole record
 */
record Line(long millis, JsonNode node) {
    /** What is written with more bits per byte than this is encrypted or compressed. */
    static final double RANDOM = 7.2;

    /** @throws DateTimeException when the record has no time */
    static Line of(JsonNode node) {
        return new Line(Instant.parse(node.path("timestamp").asText()).toEpochMilli(), node);
    }

    String event() {
        return text("event_name");
    }

    String text(String attribute) {
        return node.path(attribute).asText("");
    }

    long number(String attribute) {
        return node.path(attribute).asLong(0);
    }

    double decimal(String attribute) {
        return node.path(attribute).asDouble(0);
    }

    boolean has(String attribute) {
        return node.has(attribute);
    }

    List<String> texts(String attribute) {
        return node.path(attribute).valueStream().map(JsonNode::asText).toList();
    }

    boolean isDetection() {
        return event().equals("ransomware.detection");
    }

    boolean isSensor() {
        return event().startsWith("sensor.");
    }

    /** A file was made, written, renamed, cut or deleted, and the kernel did it. */
    boolean isChange() {
        return event().startsWith("file.")
                && !event().equals("file.open")
                && !event().equals("file.read")
                && !text(Attribute.EVENT_OUTCOME).equals("failure")
                && has(Attribute.FILE_PATH);
    }

    boolean isRandomWrite() {
        return has(Attribute.ENTROPY) && decimal(Attribute.ENTROPY) >= RANDOM;
    }
}
