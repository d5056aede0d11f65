// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.Set;
import org.elasticsearch.action.admin.indices.rollover.LazyRolloverAction;
import org.elasticsearch.features.FeatureSpecification;
import org.elasticsearch.features.NodeFeature;

/** The server does a lazy rollover itself, but only once the data-streams module, which is not published, has said that it may. */
public final class ShimFeatures implements FeatureSpecification {

    @Override
    public Set<NodeFeature> getFeatures() {
        return Set.of(LazyRolloverAction.DATA_STREAM_LAZY_ROLLOVER);
    }
}
