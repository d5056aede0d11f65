// SPDX-License-Identifier: Apache-2.0
/** Which processes raise no alarm: named by file, unit or cgroup, never by a name that they give themselves. */
@NullMarked
package io.sealwatch.exception;

import org.jspecify.annotations.NullMarked;
