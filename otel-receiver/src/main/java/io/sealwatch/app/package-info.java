// SPDX-License-Identifier: Apache-2.0
/** Commands and wiring; the only package that knows all others. */
@NullMarked
package io.sealwatch.app;

import org.jspecify.annotations.NullMarked;
