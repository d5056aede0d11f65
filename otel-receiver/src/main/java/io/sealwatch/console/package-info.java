// SPDX-License-Identifier: Apache-2.0
/** Outputs for people and files: the table, NDJSON, CSV. */
@NullMarked
package io.sealwatch.console;

import org.jspecify.annotations.NullMarked;
