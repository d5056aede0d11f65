// SPDX-License-Identifier: Apache-2.0
/** Compares what is there with what should be, says what would be done, and does it. */
@NullMarked
package io.sealwatch.elastic.plan;

import org.jspecify.annotations.NullMarked;
