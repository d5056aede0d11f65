// SPDX-License-Identifier: Apache-2.0
/** A real Elasticsearch for the tests, put together from Maven artifacts. */
@NullMarked
package io.sealwatch.elastic.server;

import org.jspecify.annotations.NullMarked;
