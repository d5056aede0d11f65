// SPDX-License-Identifier: Apache-2.0
/** Settings as validated records. */
@NullMarked
package io.sealwatch.config;

import org.jspecify.annotations.NullMarked;
