// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.asset.AssetSet;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.kibana.Kibana;
import io.sealwatch.elastic.kibana.KibanaContent;
import io.sealwatch.elastic.plan.Installer;
import io.sealwatch.elastic.plan.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** One run of a command: the cluster, the catalogue, and Kibana when there is one. */
final class Session implements AutoCloseable {

    private final ConnectionSettings settings;
    private final Cluster cluster;
    private final FieldCatalogue catalogue = FieldCatalogue.bundled();
    private final List<Target> kibana;

    private Session(ConnectionSettings settings, Cluster cluster, List<Target> kibana) {
        this.settings = settings;
        this.cluster = cluster;
        this.kibana = kibana;
    }

    static Session open(ConnectionOptions options, PrintWriter out) throws IOException {
        ConnectionSettings settings = options.elasticsearch();
        List<Target> kibana = kibana(options, out);
        return new Session(settings, Cluster.connect(settings), kibana);
    }

    private static List<Target> kibana(ConnectionOptions options, PrintWriter out) {
        Optional<ConnectionSettings> settings = options.kibana();
        KibanaContent content = KibanaContent.bundled();
        if (settings.isEmpty()) {
            out.println("Kibana: not named (--kibana), left alone");
            return List.of();
        }
        if (content.isEmpty()) {
            out.println("Kibana: this build brings no dashboards and no rules, left alone");
            return List.of();
        }
        Kibana kibana = new Kibana(settings.get(), options.kibanaSpace());
        return content.targets(kibana, AssetSet.contentVersion());
    }

    Cluster cluster() {
        return cluster;
    }

    FieldCatalogue catalogue() {
        return catalogue;
    }

    Installer installer() {
        return new Installer(cluster, catalogue, kibana);
    }

    /** Where this was and what it cost. */
    String summary() {
        return settings.address() + ", " + cluster.requests() + " requests";
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
