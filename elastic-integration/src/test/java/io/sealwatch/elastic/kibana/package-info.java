// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.sealwatch.elastic.kibana;

import org.jspecify.annotations.NullMarked;
