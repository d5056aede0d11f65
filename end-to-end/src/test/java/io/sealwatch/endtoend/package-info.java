// SPDX-License-Identifier: Apache-2.0
/** The agent, a real collector and a real Elasticsearch as three processes: what is queried is what was seen. */
@NullMarked
package io.sealwatch.endtoend;

import org.jspecify.annotations.NullMarked;
