// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

/**
 * The span that an observation belongs to, as W3C trace context writes ids.
 *
 * @param traceId 32 lower-case hexadecimal digits, empty when there is no span
 * @param spanId 16 lower-case hexadecimal digits, empty when there is no span
 */
public record SpanIds(String traceId, String spanId) {
    /** Of an observation outside every episode. */
    public static final SpanIds NONE = new SpanIds("", "");

    public boolean isPresent() {
        return !spanId.isEmpty();
    }
}
