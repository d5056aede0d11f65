// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.cluster.Capabilities;

/** Takes out of a template what a cluster does not know. */
final class CapabilityFilter {

    /** On serverless, where there is no ILM; the same time as the policies. */
    private static final String RETENTION = "90d";

    private CapabilityFilter() {}

    static void apply(ObjectNode template, Capabilities capabilities) {
        ObjectNode settings = template.withObjectProperty("settings");
        if (!capabilities.logsdb()) {
            settings.remove("index.mode");
        }
        if (!capabilities.failureStore()) {
            template.remove("data_stream_options");
        }
        if (!capabilities.indexLifecycle()) {
            settings.remove("index.lifecycle.name");
            // Both are Elastic's to choose there.
            settings.remove("index.codec");
            ObjectNode lifecycle = template.putObject("lifecycle");
            lifecycle.put("enabled", true);
            lifecycle.put("data_retention", RETENTION);
        }
    }
}
