// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

/**
 * What a cluster is able to do, as far as our assets differ by it.
 *
 * @param serverless Elastic's serverless offer: always current, has data stream lifecycle instead of ILM
 */
public record Capabilities(Version version, boolean serverless) {

    /** Generally available since 8.17; earlier clusters know the name and do less. */
    public boolean logsdb() {
        return serverless || version.isAtLeast(8, 17);
    }

    /** Rejected documents are kept beside the stream: 8.19 and 9.1, not 9.0. */
    public boolean failureStore() {
        return serverless || version.isAtLeast(9, 1) || (version.major() == 8 && version.isAtLeast(8, 19));
    }

    public boolean indexLifecycle() {
        return !serverless;
    }
}
