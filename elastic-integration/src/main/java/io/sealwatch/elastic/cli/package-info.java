// SPDX-License-Identifier: Apache-2.0
/** The commands. */
@NullMarked
package io.sealwatch.elastic.cli;

import org.jspecify.annotations.NullMarked;
