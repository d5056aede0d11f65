// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.cluster.Capabilities;
import io.sealwatch.elastic.cluster.Version;
import io.sealwatch.elastic.server.TestCluster;

/** Puts the assets into the test server by plain HTTP, for tests that are not about the installer. */
public final class Installed {

    public static final Capabilities SERVER = new Capabilities(Version.parse("8.19.21"), false);

    private Installed() {}

    public static AssetSet assets() {
        return AssetSet.of(FieldCatalogue.bundled(), SERVER);
    }

    public static void on(TestCluster cluster) {
        for (Asset asset : assets().assets()) {
            cluster.put(asset.path(), asset.body().toString()).ok();
        }
    }
}
