// SPDX-License-Identifier: Apache-2.0
/** Kernel events as values. JDK only. */
@NullMarked
package io.sealwatch.event;

import org.jspecify.annotations.NullMarked;
