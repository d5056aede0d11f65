// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.metric;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.sealwatch.otel.record.CapturingSender;
import io.sealwatch.otel.transport.Answer;
import io.sealwatch.otel.transport.Transport;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Metrics by the same transport as the rest. They are totals since the start, so a report that fails is made up for by
 * the next one: no queue, no spool. That one failed is said here, once per reason: the SDK would log it each time.
 */
final class TransportMetricExporter implements MetricExporter {
    private final Transport transport;
    private final Consumer<String> out;
    private final CapturingSender sender = new CapturingSender();
    private final OtlpHttpMetricExporter marshaler;
    private String problem = "";

    /**
     * @param out what people are told
     */
    TransportMetricExporter(Transport transport, Consumer<String> out) {
        this.transport = transport;
        this.out = out;
        this.marshaler = OtlpHttpMetricExporter.builder()
                .setComponentLoader(sender.loader())
                .setMeterProvider(MeterProvider.noop())
                .build();
    }

    @Override
    public synchronized CompletableResultCode export(Collection<MetricData> metrics) {
        marshaler.export(metrics);
        say(problemOf(transport.send(sender.captured())));
        return CompletableResultCode.ofSuccess();
    }

    private static String problemOf(Answer answer) {
        if (answer instanceof Answer.Unavailable unavailable) {
            return unavailable.reason();
        }
        if (answer instanceof Answer.TooLarge tooLarge) {
            return tooLarge.reason();
        }
        return answer instanceof Answer.Refused refused ? refused.reason() : "";
    }

    private void say(String now) {
        if (now.equals(problem)) {
            return;
        }
        problem = now;
        out.accept(
                now.isEmpty()
                        ? "OTLP metrics are delivered to " + transport.target() + " again."
                        : "OTLP metrics cannot be delivered to " + transport.target() + ": " + now
                                + ". The next report makes up for it.");
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        transport.close();
        return CompletableResultCode.ofSuccess();
    }
}
