// SPDX-License-Identifier: Apache-2.0
/** Data for people who have none yet: an attack, in the shape in which the collector's exporter would have stored it. */
@NullMarked
package io.sealwatch.elastic.sample;

import org.jspecify.annotations.NullMarked;
