// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.sealwatch.contract.SpanIds;

/** Our ids as the SDK wants them. Always sampled: a security span is not left to chance. */
final class SpanContexts {
    private SpanContexts() {}

    static SpanContext of(SpanIds ids) {
        return ids.isPresent()
                ? SpanContext.create(ids.traceId(), ids.spanId(), TraceFlags.getSampled(), TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
