// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

/** The two kinds of data stream. */
public enum Signal {
    /** Events: {@code logs-sealwatch.events.otel-*}. */
    LOGS,
    /** Episodes: {@code traces-sealwatch.episodes.otel-*}. */
    TRACES
}
