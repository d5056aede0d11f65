// SPDX-License-Identifier: Apache-2.0
/** What reading and flagging records costs in Java. */
@NullMarked
package io.sealwatch.bench;

import org.jspecify.annotations.NullMarked;
