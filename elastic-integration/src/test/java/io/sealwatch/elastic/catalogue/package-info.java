// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.elastic.catalogue;

import org.jspecify.annotations.NullMarked;
