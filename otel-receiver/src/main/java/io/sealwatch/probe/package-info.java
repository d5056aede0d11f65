// SPDX-License-Identifier: Apache-2.0
/** Loads and reads the probes: libbpf through JNA, the ring buffer, feature detection. */
@NullMarked
package io.sealwatch.probe;

import org.jspecify.annotations.NullMarked;
