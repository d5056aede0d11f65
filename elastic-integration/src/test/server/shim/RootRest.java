// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.Map;
import org.apache.lucene.util.Version;
import org.elasticsearch.Build;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestStatus;

/** {@code GET /}. */
final class RootRest {

    private RootRest() {}

    static RestHandler handler(ClusterService cluster) {
        return Rest.handler(
                "shim_root",
                (request, client) -> channel -> Rest.send(channel, RestStatus.OK, body(cluster)),
                new RestHandler.Route(Method.GET, "/"),
                new RestHandler.Route(Method.HEAD, "/"));
    }

    private static Map<String, Object> body(ClusterService cluster) {
        Build build = Build.current();
        return Map.of(
                "name", "test",
                "cluster_name", cluster.getClusterName().value(),
                "cluster_uuid", cluster.state().metadata().clusterUUID(),
                "version",
                        Map.of(
                                "number", build.version(),
                                "build_flavor", "default",
                                "build_type", "zip",
                                "build_hash", build.hash(),
                                "build_date", build.date(),
                                "build_snapshot", false,
                                "lucene_version", Version.LATEST.toString(),
                                "minimum_wire_compatibility_version", "7.17.0",
                                "minimum_index_compatibility_version", "7.0.0"),
                "tagline", "You Know, for Search");
    }
}
