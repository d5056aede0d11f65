// SPDX-License-Identifier: Apache-2.0
/** What keeps the sensor itself in bounds: privileges given up, files that nobody else may write, the service manager. */
@NullMarked
package io.sealwatch.guard;

import org.jspecify.annotations.NullMarked;
