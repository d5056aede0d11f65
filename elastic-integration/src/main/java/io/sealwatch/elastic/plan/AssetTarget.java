// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.CanonicalForm;
import io.sealwatch.elastic.asset.Stamp;
import io.sealwatch.elastic.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** A policy, pipeline or template. */
final class AssetTarget implements Target {

    private final Cluster cluster;
    private final Asset asset;

    AssetTarget(Cluster cluster, Asset asset) {
        this.cluster = cluster;
        this.asset = asset;
    }

    @Override
    public String kind() {
        return asset.kind().title();
    }

    @Override
    public String name() {
        return asset.name();
    }

    @Override
    public Finding inspect() {
        return installed().map(this::compare).orElseGet(() -> Finding.of(State.ABSENT));
    }

    private Optional<JsonNode> installed() {
        return cluster.find(asset.path()).map(answer -> asset.kind().unwrap(answer, asset.name()));
    }

    private Finding compare(JsonNode installed) {
        JsonNode meta = asset.kind().meta(installed);
        Optional<Stamp> stamp = Stamp.read(meta);
        if (stamp.isEmpty()) {
            String owner = meta.path("managed_by").asText("");
            return Finding.of(State.FOREIGN, owner.isEmpty() ? "made by hand" : "managed by " + owner);
        }
        return compare(installed, stamp.get());
    }

    private Finding compare(JsonNode installed, Stamp stamp) {
        CanonicalForm is = CanonicalForm.of(installed);
        List<Difference> differences = Difference.between(is, CanonicalForm.of(asset.body()));
        boolean changedByHand = !is.hash().equals(stamp.hash());
        Stamp wanted = asset.stamp();
        if (stamp.version() > wanted.version()) {
            return Finding.of(State.NEWER, "content " + stamp.version() + ", this program brings " + wanted.version());
        }
        if (stamp.version() < wanted.version()) {
            String note = "content " + stamp.version() + " -> " + wanted.version()
                    + (changedByHand ? ", and changed by hand since: that change goes" : "");
            return new Finding(State.OLDER, differences, note);
        }
        if (differences.isEmpty()) {
            return Finding.of(State.SAME);
        }
        return changedByHand
                ? new Finding(State.DRIFTED, differences, "changed by hand")
                : new Finding(State.OLDER, differences, "another build of content " + wanted.version());
    }

    @Override
    public void apply() {
        cluster.send("PUT", asset.path(), asset.body());
    }

    @Override
    public boolean remove() {
        boolean ours =
                installed().flatMap(body -> Stamp.read(asset.kind().meta(body))).isPresent();
        return ours && cluster.delete(asset.path());
    }
}
