// SPDX-License-Identifier: Apache-2.0
/** The ports and the one path that events take from a source to the sinks, with the accounts. */
@NullMarked
package io.sealwatch.pipeline;

import org.jspecify.annotations.NullMarked;
