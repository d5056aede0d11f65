// SPDX-License-Identifier: Apache-2.0
/** OpenTelemetry out: log records, spans and metrics over OTLP. */
@NullMarked
package io.sealwatch.otel;

import org.jspecify.annotations.NullMarked;
