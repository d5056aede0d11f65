// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Elasticsearch takes a template that sorts by a field which no component maps, and then refuses every document, because no
 * index can be made from it. The field we sort by is mapped by the stack's own component where there is one, so a release of
 * the stack could take it away.
 */
final class SortCheck {

    private SortCheck() {}

    /** @throws ClusterException when a stream could not be made, with what to do */
    static void run(Cluster cluster) {
        for (Signal signal : Signal.values()) {
            JsonNode template = cluster.send(
                            "POST", "/_index_template/_simulate_index/" + DataStreams.base(signal) + "-default")
                    .path("template");
            for (String field : sortFields(template.at("/settings/index/sort/field"))) {
                if (!isMapped(template.at("/mappings/properties"), field)) {
                    throw new ClusterException(
                            Kind.REJECTED,
                            "the templates of this cluster do not map " + field + ", by which "
                                    + DataStreams.base(signal)
                                    + " is sorted: no event could be stored. Set index.sort.field to @timestamp and"
                                    + " index.sort.order to desc in " + DataStreams.base(signal) + "@custom");
                }
            }
        }
    }

    private static List<String> sortFields(JsonNode setting) {
        List<String> fields = new ArrayList<>();
        if (setting.isArray()) {
            setting.forEach(each -> fields.add(each.asText()));
        } else if (!setting.isMissingNode()) {
            fields.add(setting.asText());
        }
        return fields;
    }

    /** A name with dots may be spelt nested, dotted, or partly both. */
    private static boolean isMapped(JsonNode properties, String name) {
        if (properties.path(name).isObject()) {
            return true;
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            JsonNode object = properties.path(name.substring(0, dot)).path("properties");
            if (object.isObject() && isMapped(object, name.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
