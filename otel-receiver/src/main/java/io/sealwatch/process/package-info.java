// SPDX-License-Identifier: Apache-2.0
/** The bounded process table and its lineage, in event time. */
@NullMarked
package io.sealwatch.process;

import org.jspecify.annotations.NullMarked;
