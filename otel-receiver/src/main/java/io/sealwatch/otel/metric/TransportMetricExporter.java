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
 * the next one: no queue, no spool.
 */
final class TransportMetricExporter implements MetricExporter {
    private final Transport transport;
    private final CapturingSender sender = new CapturingSender();
    private final OtlpHttpMetricExporter marshaler;
    private final Consumer<String> out;
    private String problem = "";

    /** @param out is told once when reports do not arrive, and why, and once when they do again */
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
        say(transport.send(sender.captured()));
        // The reader writes a failure to a log of its own each time, without saying what failed.
        return CompletableResultCode.ofSuccess();
    }

    private void say(Answer answer) {
        String before = problem;
        problem = problemOf(answer);
        if (problem.equals(before)) {
            return;
        }
        out.accept(
                problem.isEmpty()
                        ? "OTLP metrics are delivered to " + transport.target() + " again."
                        : "OTLP metrics cannot be delivered to " + transport.target() + ": " + problem
                                + ". The next report has the totals.");
    }

    private static String problemOf(Answer answer) {
        if (answer instanceof Answer.Unavailable unavailable) {
            return unavailable.reason();
        }
        if (answer instanceof Answer.TooLarge tooLarge) {
            return tooLarge.reason();
        }
        if (answer instanceof Answer.Refused refused) {
            return refused.reason();
        }
        return answer instanceof Answer.Delivered delivered && delivered.rejected() > 0
                ? "the receiver rejected " + delivered.rejected() + " of them, " + delivered.message()
                : "";
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
