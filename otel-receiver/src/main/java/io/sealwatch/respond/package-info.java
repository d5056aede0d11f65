// SPDX-License-Identifier: Apache-2.0
/** What is done about a verdict: which processes are stopped or killed, which never are, and what was done. */
@NullMarked
package io.sealwatch.respond;

import org.jspecify.annotations.NullMarked;
