// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import io.sealwatch.elastic.asset.Resources;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.cluster.Version;
import io.sealwatch.elastic.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What is packed for Kibana: every {@code kibana/*.ndjson} holds saved objects, every {@code rules/*.ndjson} rules. */
public final class KibanaContent {

    /** Dashboards are packed at typeMigrationVersion 10.2.0, which this release was the first to know. */
    private static final Version MINIMUM = new Version(8, 14, 0);

    private static final String NDJSON = ".ndjson";

    private final SortedMap<String, String> objects;
    private final SortedMap<String, String> rules;

    KibanaContent(SortedMap<String, String> objects, SortedMap<String, String> rules) {
        this.objects = objects;
        this.rules = rules;
    }

    public static KibanaContent bundled() {
        return new KibanaContent(Resources.in("/kibana", NDJSON), Resources.in("/rules", NDJSON));
    }

    public boolean isEmpty() {
        return objects.isEmpty() && rules.isEmpty();
    }

    /**
     * One target a file, objects first: rules may point at dashboards.
     *
     * @throws ClusterException when this Kibana is too old
     */
    public List<Target> targets(Kibana kibana, int version) {
        Version is =
                Version.parse(kibana.get("/api/status").at("/version/number").asText());
        if (is.compareTo(MINIMUM) < 0) {
            throw new ClusterException(
                    Kind.UNSUPPORTED, "Kibana " + is + " is too old: dashboards need " + MINIMUM + " or newer");
        }
        List<Target> targets = new ArrayList<>();
        objects.forEach((file, text) -> targets.add(new SavedObjectsTarget(kibana, file, text, version)));
        rules.forEach((file, text) -> targets.add(new RulesTarget(kibana, file, text, version)));
        return targets;
    }
}
