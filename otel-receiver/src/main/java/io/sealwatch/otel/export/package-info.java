// SPDX-License-Identifier: Apache-2.0
/** From a record to an acknowledged request: queue, batches, retries, the spool, and the accounts of all of it. */
@NullMarked
package io.sealwatch.otel.export;

import org.jspecify.annotations.NullMarked;
