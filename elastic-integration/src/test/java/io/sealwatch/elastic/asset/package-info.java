// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.elastic.asset;

import org.jspecify.annotations.NullMarked;
