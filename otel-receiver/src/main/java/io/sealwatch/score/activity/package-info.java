// SPDX-License-Identifier: Apache-2.0
/** Activities: processes that belong together, and the evidence against each. */
@NullMarked
package io.sealwatch.score.activity;

import org.jspecify.annotations.NullMarked;
