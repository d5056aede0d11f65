// SPDX-License-Identifier: Apache-2.0
/** What /proc says about processes that were there before the sensor. */
@NullMarked
package io.sealwatch.procfs;

import org.jspecify.annotations.NullMarked;
