// SPDX-License-Identifier: Apache-2.0
/** The data contract: attribute names and the one mapping from an observation to attributes, shared by every structured output. */
@NullMarked
package io.sealwatch.contract;

import org.jspecify.annotations.NullMarked;
