// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the agent printed: one flat record a line. */
record Said(List<ObjectNode> lines) {

    int size() {
        return lines.size();
    }

    /** Count of each value of a key; lines without it count under "null", as ES|QL has it. */
    Map<String, Long> counted(String key) {
        return lines.stream()
                .collect(
                        groupingBy(line -> line.has(key) ? line.path(key).asText() : "null", TreeMap::new, counting()));
    }
}
