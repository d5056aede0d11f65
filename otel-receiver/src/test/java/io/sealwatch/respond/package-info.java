// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.respond;

import org.jspecify.annotations.NullMarked;
