// SPDX-License-Identifier: Apache-2.0
/** A folder to attack, a safe attacker that can undo all it did, and what the sensor made of it. */
@NullMarked
package io.sealwatch.demo;

import org.jspecify.annotations.NullMarked;
