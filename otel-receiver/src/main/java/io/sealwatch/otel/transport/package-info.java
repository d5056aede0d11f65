// SPDX-License-Identifier: Apache-2.0
/** Carries OTLP requests that are bytes already, and reads the whole answer. */
@NullMarked
package io.sealwatch.otel.transport;

import org.jspecify.annotations.NullMarked;
