// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.probe;

import org.jspecify.annotations.NullMarked;
