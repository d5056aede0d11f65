// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.pipeline.Observation;

/**
 * Tells an output which span an observation belongs to. Every structured output asks the same source, so that NDJSON and
 * OpenTelemetry agree.
 */
@FunctionalInterface
public interface EpisodeIds {
    /** Knows no episodes. */
    EpisodeIds NONE = observation -> SpanIds.NONE;

    /** Asked by a sink while it accepts the observation, on the pipeline's thread. */
    SpanIds of(Observation observation);
}
