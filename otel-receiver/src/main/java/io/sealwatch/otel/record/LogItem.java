// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.sealwatch.contract.SpanIds;
import io.sealwatch.pipeline.Observation;

/**
 * An observation on its way out.
 *
 * @param span that it belongs to
 * @param observedEpochNanos when the sensor had it, nanoseconds since 1970
 */
public record LogItem(Observation observation, SpanIds span, long observedEpochNanos) {}
