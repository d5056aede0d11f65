// SPDX-License-Identifier: Apache-2.0
/** What sampled bytes are: structured, a known format, or random. */
@NullMarked
package io.sealwatch.score.content;

import org.jspecify.annotations.NullMarked;
