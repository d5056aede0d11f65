// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of the installer against the real server share; each begins on an empty one. */
@ExtendWith(RealElasticsearch.class)
abstract class InstallerOnRealServer {

    static final String STREAM = "logs-sealwatch.events.otel-default";
    static final String COMPONENT = "/_component_template/logs-sealwatch.events.otel@package";
    static final String INDEX_TEMPLATE = "/_index_template/logs-sealwatch.events.otel";
    static final String DOCUMENT = "{\"@timestamp\":\"2026-11-23T20:00:00Z\",\"attributes\":{\"process.pid\":1}}";

    final TestCluster server;
    final Cluster cluster;
    final Installer installer;

    InstallerOnRealServer(TestCluster server) {
        this.server = server;
        this.cluster = Cluster.connect(
                new ConnectionSettings(server.address(), new Credentials.Anonymous(), Optional.empty()));
        this.installer = new Installer(cluster, FieldCatalogue.bundled(), List.of());
    }

    @BeforeEach
    void emptyServer() {
        server.clean();
    }

    @AfterEach
    void close() throws IOException {
        server.clean();
        cluster.close();
    }

    void apply() {
        installer.apply(installer.plan(), step -> {});
    }

    Finding finding(String name) {
        return installer.plan().steps().stream()
                .filter(step -> step.target().name().equals(name))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    static Asset asset(String path) {
        return Installed.assets().assets().stream()
                .filter(asset -> asset.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
