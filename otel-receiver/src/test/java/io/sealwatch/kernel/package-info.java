// SPDX-License-Identifier: Apache-2.0
/** The live sensor against programs that say exactly what they did. Needs root and eBPF. */
@NullMarked
package io.sealwatch.kernel;

import org.jspecify.annotations.NullMarked;
