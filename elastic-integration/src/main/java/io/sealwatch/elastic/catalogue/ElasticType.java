// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Type of a field in Elasticsearch with its mapping parameters.
 *
 * @param type name of the type
 * @param parameters everything else that belongs in the mapping, such as {@code ignore_above}
 */
public record ElasticType(String type, Map<String, Object> parameters) {

    static final Set<String> KNOWN = Set.of(
            "keyword",
            "constant_keyword",
            "match_only_text",
            "byte",
            "long",
            "float",
            "double",
            "boolean",
            "date",
            "date_nanos",
            "object");

    public ElasticType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The mapping of the field, as Elasticsearch wants it. */
    public Map<String, Object> mapping() {
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (!type.equals("object")) {
            mapping.put("type", type);
        }
        mapping.putAll(parameters);
        return mapping;
    }
}
