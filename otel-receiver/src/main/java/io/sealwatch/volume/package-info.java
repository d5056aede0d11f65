// SPDX-License-Identifier: Apache-2.0
/** Which events are not sent, and how many those were. */
@NullMarked
package io.sealwatch.volume;

import org.jspecify.annotations.NullMarked;
