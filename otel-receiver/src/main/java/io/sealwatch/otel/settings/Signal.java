// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.util.Locale;

/** A kind of telemetry, with what OTLP calls it. */
public enum Signal {
    LOGS("/v1/logs", "/opentelemetry.proto.collector.logs.v1.LogsService/Export"),
    TRACES("/v1/traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"),
    METRICS("/v1/metrics", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");

    private final String httpPath;
    private final String grpcMethod;

    Signal(String httpPath, String grpcMethod) {
        this.httpPath = httpPath;
        this.grpcMethod = grpcMethod;
    }

    /** Appended to a general endpoint. */
    public String httpPath() {
        return httpPath;
    }

    /** Full name of the gRPC method, with its leading slash. */
    public String grpcMethod() {
        return grpcMethod;
    }

    /** As it appears in keys, file names and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
