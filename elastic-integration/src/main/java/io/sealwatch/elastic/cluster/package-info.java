// SPDX-License-Identifier: Apache-2.0
/** The way into an Elasticsearch cluster: connection, credentials, failures, what the cluster is able to do. */
@NullMarked
package io.sealwatch.elastic.cluster;

import org.jspecify.annotations.NullMarked;
