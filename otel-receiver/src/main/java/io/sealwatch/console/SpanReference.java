// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

/**
 * The episode that an observation belongs to.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record SpanReference(String traceId, String spanId) {}
