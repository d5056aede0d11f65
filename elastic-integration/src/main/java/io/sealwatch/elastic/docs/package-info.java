// SPDX-License-Identifier: Apache-2.0
/** Pages that are made from the catalogue. */
@NullMarked
package io.sealwatch.elastic.docs;

import org.jspecify.annotations.NullMarked;
