// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.create.AutoCreateAction;
import org.elasticsearch.action.admin.indices.create.CreateIndexRequest;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateUpdateTask;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.metadata.MetadataDeleteIndexService;
import org.elasticsearch.cluster.metadata.MetadataIndexTemplateService;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.Priority;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.Index;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestStatus;

/** {@code /_data_stream}: the data streams themselves are in the server, only their REST module is not published. */
final class DataStreamRest {

    private DataStreamRest() {}

    static RestHandler put(ClusterService cluster) {
        return Rest.handler(
                "shim_data_stream_put",
                (request, client) -> {
                    String name = request.param("name");
                    return channel -> client.execute(
                            AutoCreateAction.INSTANCE,
                            new CreateIndexRequest(name),
                            ActionListener.wrap(
                                    created -> {
                                        if (streams(cluster.state()).containsKey(name)) {
                                            Rest.acknowledge(channel);
                                        } else {
                                            Rest.fail(
                                                    channel,
                                                    new IllegalArgumentException(
                                                            "no matching index template found for data stream [" + name
                                                                    + "]"));
                                        }
                                    },
                                    failure -> Rest.fail(channel, failure)));
                },
                new RestHandler.Route(Method.PUT, "/_data_stream/{name}"));
    }

    static RestHandler get(ClusterService cluster) {
        return Rest.handler(
                "shim_data_stream_get",
                (request, client) -> {
                    String pattern = request.param("name", "*");
                    return channel -> Rest.send(
                            channel, RestStatus.OK, Map.of("data_streams", describe(cluster.state(), pattern)));
                },
                new RestHandler.Route(Method.GET, "/_data_stream"),
                new RestHandler.Route(Method.GET, "/_data_stream/{name}"));
    }

    static RestHandler delete(ClusterService cluster, Settings settings) {
        return Rest.handler(
                "shim_data_stream_delete",
                (request, client) -> {
                    String pattern = request.param("name");
                    return channel -> cluster.submitUnbatchedStateUpdateTask(
                            "shim-delete-data-stream", new Delete(pattern, settings, channel));
                },
                new RestHandler.Route(Method.DELETE, "/_data_stream/{name}"));
    }

    private static Map<String, DataStream> streams(ClusterState state) {
        return state.metadata().dataStreams();
    }

    private static boolean matches(String pattern, String name) {
        return Regex.simpleMatch(pattern.split(","), name);
    }

    private static List<Object> describe(ClusterState state, String pattern) {
        List<Object> found = new ArrayList<>();
        streams(state).forEach((name, stream) -> {
            if (matches(pattern, name)) {
                found.add(describe(state, stream));
            }
        });
        return found;
    }

    private static Map<String, Object> describe(ClusterState state, DataStream stream) {
        List<Object> indices = new ArrayList<>();
        for (Index index : stream.getIndices()) {
            indices.add(Map.of(
                    "index_name", index.getName(),
                    "index_uuid", index.getUUID(),
                    "prefer_ilm", true,
                    "managed_by", "Unmanaged"));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", stream.getName());
        body.put("timestamp_field", Map.of("name", "@timestamp"));
        body.put("indices", indices);
        body.put("generation", stream.getGeneration());
        body.put("status", "GREEN");
        body.put(
                "template",
                String.valueOf(MetadataIndexTemplateService.findV2Template(state.metadata(), stream.getName(), false)));
        body.put("hidden", stream.isHidden());
        body.put("system", false);
        body.put("allow_custom_routing", false);
        body.put("replicated", false);
        body.put("rollover_on_write", stream.rolloverOnWrite());
        body.put("prefer_ilm", true);
        body.put("next_generation_managed_by", "Unmanaged");
        return body;
    }

    private static final class Delete extends ClusterStateUpdateTask {

        private final String pattern;
        private final Settings settings;
        private final RestChannel channel;

        Delete(String pattern, Settings settings, RestChannel channel) {
            super(Priority.HIGH);
            this.pattern = pattern;
            this.settings = settings;
            this.channel = channel;
        }

        @Override
        public ClusterState execute(ClusterState state) {
            Metadata.Builder metadata = Metadata.builder(state.metadata());
            Set<Index> gone = new HashSet<>();
            streams(state).forEach((name, stream) -> {
                if (matches(pattern, name)) {
                    metadata.removeDataStream(name);
                    gone.addAll(stream.getIndices());
                }
            });
            if (gone.isEmpty()) {
                return state;
            }
            return MetadataDeleteIndexService.deleteIndices(
                    ClusterState.builder(state).metadata(metadata).build(), gone, settings);
        }

        @Override
        public void onFailure(Exception failure) {
            Rest.fail(channel, failure);
        }

        @Override
        public void clusterStateProcessed(ClusterState before, ClusterState after) {
            Rest.acknowledge(channel);
        }
    }
}
