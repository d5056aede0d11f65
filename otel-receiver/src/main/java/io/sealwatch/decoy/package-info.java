// SPDX-License-Identifier: Apache-2.0
/** Files that nobody but an intruder changes: planted where lockers look first, and removed again. */
@NullMarked
package io.sealwatch.decoy;

import org.jspecify.annotations.NullMarked;
