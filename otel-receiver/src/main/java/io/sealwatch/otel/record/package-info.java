// SPDX-License-Identifier: Apache-2.0
/** Observations as OpenTelemetry log records and episodes as spans, up to the bytes of a request. */
@NullMarked
package io.sealwatch.otel.record;

import org.jspecify.annotations.NullMarked;
