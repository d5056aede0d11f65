// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.asset.StreamStamp;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data streams of a signal, read with two requests however many there are. */
final class LiveStreams {

    /**
     * @param stamp of the index that is written to; nothing when it was not made from our templates
     * @param rollsOver the next document starts a new index
     */
    record Stream(String name, Optional<StreamStamp> stamp, boolean rollsOver) {}

    private final Cluster cluster;
    private final Signal signal;

    LiveStreams(Cluster cluster, Signal signal) {
        this.cluster = cluster;
        this.signal = signal;
    }

    List<Stream> read() {
        JsonNode streams = cluster.find("/_data_stream/" + DataStreams.pattern(signal))
                .map(answer -> answer.path("data_streams"))
                .orElse(MissingNode.getInstance());
        if (streams.isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> mappings = new LinkedHashMap<>();
        cluster.send("GET", "/" + DataStreams.pattern(signal) + "/_mapping?filter_path=*.mappings._meta")
                .properties()
                .forEach(index -> mappings.put(
                        index.getKey(), index.getValue().path("mappings").path("_meta")));
        List<Stream> found = new ArrayList<>();
        for (JsonNode stream : streams) {
            JsonNode indices = stream.path("indices");
            String written = indices.path(indices.size() - 1).path("index_name").asText();
            found.add(new Stream(
                    stream.path("name").asText(),
                    StreamStamp.read(mappings.getOrDefault(written, MissingNode.getInstance())),
                    stream.path("rollover_on_write").asBoolean(false)));
        }
        return found;
    }

    Optional<Stream> read(String name) {
        return read().stream().filter(stream -> stream.name().equals(name)).findFirst();
    }
}
