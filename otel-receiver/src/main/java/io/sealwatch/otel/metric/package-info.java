// SPDX-License-Identifier: Apache-2.0
/** The agent's accounts as OpenTelemetry metrics. */
@NullMarked
package io.sealwatch.otel.metric;

import org.jspecify.annotations.NullMarked;
