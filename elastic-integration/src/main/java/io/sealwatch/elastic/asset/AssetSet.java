// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Capabilities;
import io.sealwatch.elastic.cluster.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a cluster of given abilities gets, in the order in which it is put. */
public final class AssetSet {

    private static final String ROOT = "/elasticsearch";
    private static final String JSON_SUFFIX = ".json";
    /** The component template with the fields of the resource. */
    private static final String RESOURCE = "sealwatch@resource";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Asset> assets;

    private AssetSet(List<Asset> assets) {
        this.assets = List.copyOf(assets);
    }

    /** Raised with every change of content that a cluster should get. */
    public static int contentVersion() {
        return manifest().path("content_version").asInt();
    }

    public static Version minimumElasticsearch() {
        return Version.parse(manifest().path("minimum_elasticsearch").asText());
    }

    private static JsonNode manifest() {
        return parse(Resources.in(ROOT, JSON_SUFFIX).getOrDefault("manifest.json", "{}"));
    }

    public static AssetSet of(FieldCatalogue catalogue, Capabilities capabilities) {
        MappingBuilder mappings = new MappingBuilder(catalogue);
        int version = contentVersion();
        List<Asset> assets = new ArrayList<>();
        for (AssetKind kind : AssetKind.values()) {
            if (kind == AssetKind.ILM_POLICY && !capabilities.indexLifecycle()) {
                continue;
            }
            Resources.in(ROOT + "/" + kind.directory(), JSON_SUFFIX).forEach((file, text) -> {
                String name = file.substring(0, file.length() - JSON_SUFFIX.length());
                ObjectNode body = parse(text);
                if (kind == AssetKind.COMPONENT_TEMPLATE) {
                    complete(name, body.withObjectProperty("template"), mappings, capabilities);
                }
                assets.add(stamped(kind, name, body, version));
            });
        }
        return new AssetSet(assets);
    }

    private static Optional<Signal> signalOf(String name) {
        for (Signal signal : Signal.values()) {
            if (name.startsWith(DataStreams.type(signal) + "-")) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    private static void complete(String name, ObjectNode template, MappingBuilder mappings, Capabilities capabilities) {
        ObjectNode target = template.withObjectProperty("mappings");
        if (name.equals(RESOURCE)) {
            target.set("properties", mappings.resourceProperties());
        }
        signalOf(name).ifPresent(signal -> {
            target.set("properties", mappings.properties(signal));
            CapabilityFilter.apply(template, capabilities);
        });
    }

    private static Asset stamped(AssetKind kind, String name, ObjectNode body, int version) {
        Stamp stamp = new Stamp(version, CanonicalForm.of(body).hash());
        ObjectNode owner = kind == AssetKind.ILM_POLICY ? body.withObjectProperty("policy") : body;
        stamp.write(owner.withObjectProperty("_meta"));
        if (kind != AssetKind.ILM_POLICY) {
            body.put("version", version);
        }
        if (kind == AssetKind.COMPONENT_TEMPLATE && signalOf(name).isPresent()) {
            StreamStamp.of(body, version).write(body.withObject("/template/mappings/_meta"));
        }
        return new Asset(kind, name, body);
    }

    private static ObjectNode parse(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a packed resource is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public List<Asset> assets() {
        return assets;
    }

    public Asset asset(AssetKind kind, String name) {
        return assets.stream()
                .filter(asset -> asset.kind() == kind && asset.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
