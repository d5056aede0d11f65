// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import io.sealwatch.elastic.server.StackTemplates;
import io.sealwatch.elastic.server.TestCluster;

/** What a cluster has beside our assets: everything must hold in both. */
enum Surroundings {
    /** None of the stack's templates, as on a cluster where they were removed. */
    BARE,
    /** The stack's templates, as on every full distribution since 8.16. */
    STACK;

    void with(TestCluster cluster) {
        cluster.clean();
        if (this == STACK) {
            StackTemplates.on(cluster);
        }
        Installed.on(cluster);
    }
}
