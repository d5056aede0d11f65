// SPDX-License-Identifier: Apache-2.0
/**
 * What a process did to files, in episodes that become spans. Event time only; JDK only, because NDJSON names the spans
 * even when nothing is exported.
 */
@NullMarked
package io.sealwatch.episode;

import org.jspecify.annotations.NullMarked;
