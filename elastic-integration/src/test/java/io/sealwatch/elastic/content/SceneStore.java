// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.sample.OtelDocument;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts scenes into the data stream, one after the other, and says when each began to arrive. */
final class SceneStore {

    static final String STREAM = DataStreams.base(Signal.LOGS) + "-default";

    private final TestCluster cluster;
    private final OtelDocument documents = new OtelDocument(FieldCatalogue.bundled(), Signal.LOGS);

    SceneStore(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** @return a moment after all that was there before and not after the first record of this scene */
    Instant load(List<ObjectNode> scene) {
        Instant began = now();
        StringBuilder bulk = new StringBuilder();
        for (ObjectNode flat : scene) {
            ObjectNode line = flat.deepCopy();
            line.put("timestamp", absolute(line.path("timestamp").asText(), began));
            bulk.append("{\"create\":{}}\n").append(documents.of(line)).append('\n');
        }
        JsonNode answer = cluster.post("/" + STREAM + "/_bulk?refresh=true", bulk.toString())
                .ok();
        assertThat(answer.path("errors").asBoolean(true)).as("%s", answer).isFalse();
        return began;
    }

    /** A moment after all that is there. */
    Instant now() {
        Instant next = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        while (Instant.now().isBefore(next)) {
            Thread.onSpinWait();
        }
        return next;
    }

    /** {@code now-40m} is forty minutes before the load. */
    private static String absolute(String timestamp, Instant now) {
        return timestamp.startsWith("now-")
                ? now.minus(Duration.parse("PT" + timestamp.substring("now-".length())))
                        .toString()
                : timestamp;
    }
}
