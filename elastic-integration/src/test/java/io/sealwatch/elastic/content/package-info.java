// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.elastic.content;

import org.jspecify.annotations.NullMarked;
