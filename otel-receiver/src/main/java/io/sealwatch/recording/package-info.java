// SPDX-License-Identifier: Apache-2.0
/** Recordings: what the ring and the host said, kept in a file and replayed on the same path. */
@NullMarked
package io.sealwatch.recording;

import org.jspecify.annotations.NullMarked;
