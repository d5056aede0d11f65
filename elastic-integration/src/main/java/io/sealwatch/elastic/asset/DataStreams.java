// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import io.sealwatch.elastic.catalogue.Signal;

/** Names of the data streams. */
public final class DataStreams {

    private DataStreams() {}

    static String type(Signal signal) {
        return switch (signal) {
            case LOGS -> "logs";
            case TRACES -> "traces";
        };
    }

    /** {@code logs-sealwatch.events.otel} or {@code traces-sealwatch.episodes.otel}: a stream's name without its namespace. */
    public static String base(Signal signal) {
        return type(signal) + "-" + dataset(signal);
    }

    /** What {@code data_stream.dataset} says in Elasticsearch; the exporter has added {@code .otel}. */
    public static String dataset(Signal signal) {
        return switch (signal) {
            case LOGS -> "sealwatch.events.otel";
            case TRACES -> "sealwatch.episodes.otel";
        };
    }

    public static String pattern(Signal signal) {
        return base(signal) + "-*";
    }

    /** Name of the component template that holds the mappings of a signal. */
    public static String component(Signal signal) {
        return base(signal) + "@package";
    }
}
