// SPDX-License-Identifier: Apache-2.0
/** How telemetry leaves: the standard {@code OTEL_*} variables and our own keys, as validated records. */
@NullMarked
package io.sealwatch.otel.settings;

import org.jspecify.annotations.NullMarked;
