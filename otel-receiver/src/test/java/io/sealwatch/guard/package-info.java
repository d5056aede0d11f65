// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.guard;

import org.jspecify.annotations.NullMarked;
