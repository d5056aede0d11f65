// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.asset.StreamStamp;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.util.Optional;

/**
 * A data stream that exists already: its current index was made from the templates of that day. New mappings are put into it
 * where they fit; otherwise, and for new settings, the next document starts a new index. Data is never touched.
 */
final class StreamTarget implements Target {

    private final Cluster cluster;
    private final LiveStreams streams;
    private final String name;
    private final StreamStamp wanted;
    /** What the plan was made from; read again once something was done. */
    private Optional<LiveStreams.Stream> known;

    StreamTarget(Cluster cluster, LiveStreams streams, LiveStreams.Stream stream, StreamStamp wanted) {
        this.cluster = cluster;
        this.streams = streams;
        this.name = stream.name();
        this.wanted = wanted;
        this.known = Optional.of(stream);
    }

    @Override
    public String kind() {
        return "data stream";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding inspect() {
        LiveStreams.Stream stream = current();
        if (stream.rollsOver()) {
            return Finding.of(State.SAME, "starts a new index with the next document");
        }
        if (stream.stamp().isEmpty()) {
            return Finding.of(State.OLDER, "its index was made without these templates");
        }
        StreamStamp is = stream.stamp().get();
        if (is.version() > wanted.version()) {
            return Finding.of(State.NEWER, "content " + is.version());
        }
        if (is.equals(wanted)) {
            return Finding.of(State.SAME);
        }
        return Finding.of(
                State.OLDER, onlyMappings(is) ? "new mappings, in place where they fit" : "new settings: a new index");
    }

    private LiveStreams.Stream current() {
        LiveStreams.Stream stream = known.or(() -> streams.read(name))
                .orElseThrow(() -> new ClusterException(Kind.CONFLICT, "data stream " + name + " went away meanwhile"));
        known = Optional.of(stream);
        return stream;
    }

    private boolean onlyMappings(StreamStamp is) {
        return is.settings().equals(wanted.settings());
    }

    @Override
    public void apply() {
        boolean inPlace = current().stamp().filter(this::onlyMappings).isPresent();
        if (!inPlace || !putMappings()) {
            cluster.send("POST", "/" + name + "/_rollover?lazy=true");
        }
        known = Optional.empty();
    }

    /** @return false when they contradict those of the index, which is no failure: a new index will have them */
    private boolean putMappings() {
        JsonNode mappings =
                cluster.send("POST", "/_index_template/_simulate_index/" + name).at("/template/mappings");
        try {
            cluster.send("PUT", "/" + name + "/_mapping?write_index_only=true", mappings);
            return true;
        } catch (ClusterException e) {
            if (e.kind() == Kind.REJECTED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean remove() {
        return cluster.delete("/_data_stream/" + name);
    }
}
