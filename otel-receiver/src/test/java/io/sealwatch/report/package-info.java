// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.report;

import org.jspecify.annotations.NullMarked;
