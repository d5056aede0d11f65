// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.util.List;

/** Indexes records through the data streams, as the collector's exporter would. */
public final class SampleLoader {

    private static final int BATCH = 2000;

    private final Cluster cluster;
    private final FieldCatalogue catalogue;

    public SampleLoader(Cluster cluster, FieldCatalogue catalogue) {
        this.cluster = cluster;
        this.catalogue = catalogue;
    }

    /**
     * @param records flat, as the sensor's NDJSON; every key must be a name of the catalogue
     * @return how many were indexed, which is all of them
     * @throws ClusterException when one was refused, with the reason of the first
     */
    public int load(Signal signal, List<? extends JsonNode> records) {
        OtelDocument shape = new OtelDocument(catalogue, signal);
        for (int from = 0; from < records.size(); from += BATCH) {
            BulkRequest.Builder bulk = new BulkRequest.Builder();
            for (JsonNode record : records.subList(from, Math.min(from + BATCH, records.size()))) {
                String stream = DataStreams.base(signal) + "-" + OtelDocument.namespace(record);
                JsonNode document = shape.of(record);
                bulk.operations(operation ->
                        operation.create(create -> create.index(stream).document(document)));
            }
            refuse(cluster.typed("POST /_bulk", client -> client.bulk(bulk.build())));
        }
        cluster.send("POST", "/" + DataStreams.pattern(signal) + "/_refresh");
        return records.size();
    }

    private static void refuse(BulkResponse response) {
        if (response.errors()) {
            List<BulkResponseItem> failed = response.items().stream()
                    .filter(item -> item.error() != null)
                    .toList();
            var error = failed.get(0).error();
            throw new ClusterException(
                    Kind.REJECTED,
                    failed.size() + " of " + response.items().size() + " documents were refused, the first because: "
                            + (error == null ? "unknown" : error.reason()));
        }
    }
}
