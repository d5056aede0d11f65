// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.AssetKind;
import io.sealwatch.elastic.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Index templates of others that would win over ours: for one stream the template with the highest priority is the only one
 * that counts, and two of the same priority are refused by Elasticsearch.
 */
final class RivalTemplates {

    private static final String PATH = "/_index_template?filter_path=index_templates.name,"
            + "index_templates.index_template.index_patterns,index_templates.index_template.priority";

    private RivalTemplates() {}

    static List<String> of(Cluster cluster, List<Asset> assets) {
        List<String> rivals = new ArrayList<>();
        JsonNode installed = cluster.send("GET", PATH).path("index_templates");
        for (Asset asset : assets) {
            if (asset.kind() == AssetKind.INDEX_TEMPLATE) {
                String pattern = asset.body().at("/index_patterns/0").asText();
                int priority = asset.body().path("priority").asInt();
                for (JsonNode other : installed) {
                    if (!other.path("name").asText().equals(asset.name())
                            && other.at("/index_template/priority").asInt() >= priority
                            && overlaps(other.at("/index_template/index_patterns"), pattern)) {
                        rivals.add("index template " + other.path("name").asText() + " (priority "
                                + other.at("/index_template/priority").asInt() + ") would win over " + asset.name()
                                + " (priority " + priority + ") for " + pattern);
                    }
                }
            }
        }
        return rivals;
    }

    /** Whether a stream of ours in the namespaces {@code default} or {@code x} is of one of the patterns. */
    private static boolean overlaps(JsonNode patterns, String ours) {
        for (JsonNode pattern : patterns) {
            Pattern matcher = Pattern.compile("\\Q" + pattern.asText().replace("*", "\\E.*\\Q") + "\\E");
            for (String namespace : List.of("default", "x")) {
                if (matcher.matcher(ours.replace("*", namespace)).matches()) {
                    return true;
                }
            }
        }
        return false;
    }
}
