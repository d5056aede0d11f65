// SPDX-License-Identifier: Apache-2.0
/** The kernel/user ABI: offsets, decoder, BTF layout check. */
@NullMarked
package io.sealwatch.wire;

import org.jspecify.annotations.NullMarked;
