// SPDX-License-Identifier: Apache-2.0
/** The field catalogue: the one definition of every field, read from {@code fields.yml}. */
@NullMarked
package io.sealwatch.elastic.catalogue;

import org.jspecify.annotations.NullMarked;
