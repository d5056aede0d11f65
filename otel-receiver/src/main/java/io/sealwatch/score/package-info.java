// SPDX-License-Identifier: Apache-2.0
/** The seed's flag on each event and the evidence against each activity. No clock, no I/O, no randomness. */
@NullMarked
package io.sealwatch.score;

import org.jspecify.annotations.NullMarked;
