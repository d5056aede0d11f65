// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a flat record, whose keys are names of the catalogue, into the document that the collector's exporter makes of it in
 * mapping mode otel: attributes with dotted keys under {@code attributes} and {@code resource.attributes}, the rest at the root.
 */
public final class OtelDocument {

    /** NDJSON of the sensor calls it so, because it has no root. */
    private static final String TIMESTAMP = "timestamp";

    private final FieldCatalogue catalogue;
    private final Signal signal;

    public OtelDocument(FieldCatalogue catalogue, Signal signal) {
        this.catalogue = catalogue;
        this.signal = signal;
    }

    /**
     * @throws IllegalArgumentException naming the first key that the catalogue does not know on this signal
     */
    public ObjectNode of(JsonNode flat) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        flat.properties().forEach(each -> put(document, each));
        ObjectNode stream = document.putObject("data_stream");
        stream.put(
                "type",
                DataStreams.base(signal).substring(0, DataStreams.base(signal).indexOf('-')));
        stream.put("dataset", DataStreams.dataset(signal));
        stream.put("namespace", namespace(flat));
        return document;
    }

    /** The namespace that a record asks for; {@code default} when it does not. */
    public static String namespace(JsonNode flat) {
        return flat.path("data_stream.namespace").asText("default");
    }

    private void put(ObjectNode document, Map.Entry<String, JsonNode> entry) {
        String name = entry.getKey().equals(TIMESTAMP) ? "@timestamp" : entry.getKey();
        if (name.startsWith("data_stream.")) {
            return;
        }
        Optional<Field> field = catalogue.field(name).filter(each -> each.isOn(signal));
        String path = field.orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is no field of " + signal + " in fields.yml"))
                .documentPath(signal);
        if (path.startsWith("resource.")) {
            document.withObjectProperty("resource")
                    .withObjectProperty("attributes")
                    .set(name, entry.getValue());
        } else if (path.startsWith("attributes.")) {
            document.withObjectProperty("attributes").set(name, entry.getValue());
        } else {
            putNested(document, name, entry.getValue());
        }
    }

    private static void putNested(ObjectNode node, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            node.set(path, value);
        } else {
            putNested(node.withObjectProperty(path.substring(0, dot)), path.substring(dot + 1), value);
        }
    }
}
