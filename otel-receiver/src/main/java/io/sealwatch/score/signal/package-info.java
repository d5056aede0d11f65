// SPDX-License-Identifier: Apache-2.0
/** Signals: each turns one sort of evidence into points, a reason and an ATT&amp;CK technique. */
@NullMarked
package io.sealwatch.score.signal;

import org.jspecify.annotations.NullMarked;
