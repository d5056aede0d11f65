// SPDX-License-Identifier: Apache-2.0
/** Saved objects and detection rules, through Kibana's HTTP API. */
@NullMarked
package io.sealwatch.elastic.kibana;

import org.jspecify.annotations.NullMarked;
