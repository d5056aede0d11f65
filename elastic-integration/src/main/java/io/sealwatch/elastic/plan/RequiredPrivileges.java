// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Capabilities;
import io.sealwatch.elastic.cluster.Privileges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The smallest set with which the installer works; docs/elastic.md shows it as a role. */
public final class RequiredPrivileges {

    private static final List<String> INDEX = List.of("manage", "read", "create_doc");

    private RequiredPrivileges() {}

    public static Privileges of(Capabilities capabilities) {
        List<String> cluster = new ArrayList<>(List.of("monitor", "manage_index_templates", "manage_ingest_pipelines"));
        if (capabilities.indexLifecycle()) {
            cluster.add("manage_ilm");
        }
        Map<String, List<String>> index = new TreeMap<>();
        for (Signal signal : Signal.values()) {
            index.put(DataStreams.pattern(signal), INDEX);
        }
        return new Privileges(cluster, index);
    }
}
