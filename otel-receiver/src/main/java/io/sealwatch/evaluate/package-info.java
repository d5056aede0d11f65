// SPDX-License-Identifier: Apache-2.0
/** Judging judges: classifiers over the seed's features per process, confusion matrices, cross-validation. */
@NullMarked
package io.sealwatch.evaluate;

import org.jspecify.annotations.NullMarked;
