// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/** What a panel shows: what its query returned, a row for each bar, slice or line of a table. */
record PanelTable(List<Column> columns, List<List<JsonNode>> rows) {

    /** @param kind date, duration, bytes, number or text */
    record Column(String id, String label, String kind) {}

    int at(String id) {
        return IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + id));
    }

    List<JsonNode> values(String id) {
        int index = at(id);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /** Whether there is anything to see: a number that is not zero, or a word. */
    boolean showsSomething() {
        return rows.stream()
                .flatMap(List::stream)
                .anyMatch(value -> value.isNumber()
                        ? value.asDouble() != 0
                        : !value.asText().isEmpty());
    }
}
