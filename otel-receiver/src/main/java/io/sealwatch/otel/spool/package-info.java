// SPDX-License-Identifier: Apache-2.0
/** Requests that wait on disk, in order, while the receiver is away. */
@NullMarked
package io.sealwatch.otel.spool;

import org.jspecify.annotations.NullMarked;
