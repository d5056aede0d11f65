// SPDX-License-Identifier: Apache-2.0
/**
 * Builds what is packed for Kibana from its sources: dashboards, data views and searches in {@code kibana/}, rules in
 * {@code detection-rules/}. It runs in the build and is no part of the installed program.
 */
@NullMarked
package io.sealwatch.elastic.content;

import org.jspecify.annotations.NullMarked;
