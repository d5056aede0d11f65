// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.AssetKind;
import io.sealwatch.elastic.asset.AssetSet;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.asset.StreamStamp;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Capabilities;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Keeps one cluster, and what is shown of it in Kibana, as this release wants it. */
public final class Installer {

    private final Cluster cluster;
    private final FieldCatalogue catalogue;
    private final List<Target> kibana;

    /** @param kibana targets in Kibana, in the order in which they are applied; empty when there is no Kibana */
    public Installer(Cluster cluster, FieldCatalogue catalogue, List<? extends Target> kibana) {
        this.cluster = cluster;
        this.catalogue = catalogue;
        this.kibana = List.copyOf(kibana);
    }

    /**
     * Looks at everything and changes nothing.
     *
     * @throws ClusterException when the cluster is too old, or privileges are missing, each named
     */
    public Plan plan() {
        Capabilities capabilities = supported();
        RequiredPrivileges.of(capabilities).require(cluster);
        AssetSet set = AssetSet.of(catalogue, capabilities);
        List<Plan.Step> steps = new ArrayList<>();
        for (Target target : targets(set)) {
            steps.add(new Plan.Step(target, target.inspect()));
        }
        return new Plan(steps, RivalTemplates.of(cluster, set.assets()));
    }

    private Capabilities supported() {
        Capabilities capabilities = cluster.capabilities();
        if (!capabilities.serverless() && capabilities.version().compareTo(AssetSet.minimumElasticsearch()) < 0) {
            throw new ClusterException(
                    Kind.UNSUPPORTED,
                    "Elasticsearch " + capabilities.version() + " is too old: " + AssetSet.minimumElasticsearch()
                            + " is the first that stores OpenTelemetry data as the collector sends it");
        }
        return capabilities;
    }

    private List<Target> targets(AssetSet set) {
        List<Target> targets = new ArrayList<>();
        set.assets().forEach(asset -> targets.add(new AssetTarget(cluster, asset)));
        for (Signal signal : Signal.values()) {
            targets.addAll(streams(set, signal));
        }
        targets.addAll(kibana);
        return targets;
    }

    private List<Target> streams(AssetSet set, Signal signal) {
        Asset component = set.asset(AssetKind.COMPONENT_TEMPLATE, DataStreams.component(signal));
        StreamStamp wanted = StreamStamp.read(component.body().at("/template/mappings/_meta"))
                .orElseThrow();
        LiveStreams streams = new LiveStreams(cluster, signal);
        List<Target> targets = new ArrayList<>();
        for (LiveStreams.Stream stream : streams.read()) {
            targets.add(new StreamTarget(cluster, streams, stream, wanted));
        }
        return targets;
    }

    /**
     * Does what the plan says, in order, and looks again at everything it did.
     *
     * @param progress told of each step that is done
     * @throws ClusterException when a step fails; what was done before stays done, and a second run goes on from there
     */
    public void apply(Plan plan, Consumer<Plan.Step> progress) {
        List<Plan.Step> changes = plan.changes();
        for (int i = 0; i < changes.size(); i++) {
            Plan.Step step = changes.get(i);
            try {
                step.target().apply();
            } catch (ClusterException e) {
                throw new ClusterException(
                        e.kind(),
                        step.target().kind() + " " + step.target().name() + " failed after " + i + " of "
                                + changes.size() + " changes: " + e.getMessage()
                                + " What is done stays done; run it again to go on.",
                        e);
            }
            progress.accept(step);
        }
        verify(changes);
        SortCheck.run(cluster);
    }

    private static void verify(List<Plan.Step> changes) {
        for (Plan.Step step : changes) {
            Finding finding = step.target().inspect();
            if (finding.state() != State.SAME) {
                throw new ClusterException(
                        Kind.REJECTED,
                        step.target().kind() + " " + step.target().name() + " was put and is not as it was put: "
                                + finding.state().words() + " " + finding.differences());
            }
        }
    }

    /**
     * Takes away everything of ours, in the opposite order; what others made, and every {@code @custom}, stays.
     *
     * @param withData also the data streams, without which their templates cannot go
     * @param progress told of each thing removed
     * @throws ClusterException {@link Kind#REFUSED} when there is data and it is not to be removed; nothing was changed then
     */
    public void remove(boolean withData, Consumer<Target> progress) {
        AssetSet set = AssetSet.of(catalogue, supported());
        List<Target> streams = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            streams.addAll(streams(set, signal));
        }
        if (!streams.isEmpty() && !withData) {
            throw new ClusterException(
                    Kind.REFUSED,
                    "there is data in " + streams.stream().map(Target::name).toList()
                            + ", and templates in use cannot be removed. Nothing was changed. With --delete-data the"
                            + " data goes too");
        }
        List<Target> targets = targets(set);
        Collections.reverse(targets);
        for (Target target : targets) {
            if (target.remove()) {
                progress.accept(target);
            }
        }
    }
}
