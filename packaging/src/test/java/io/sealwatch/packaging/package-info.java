// SPDX-License-Identifier: Apache-2.0
/** Looks at what people install. */
@NullMarked
package io.sealwatch.packaging;

import org.jspecify.annotations.NullMarked;
