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

/**
 * Metrics by the same transport as the rest. They are totals since the start, so a report that fails is made up for by
 * the next one: no queue, no spool.
 */
final class TransportMetricExporter implements MetricExporter {
    private final Transport transport;
    private final CapturingSender sender = new CapturingSender();
    private final OtlpHttpMetricExporter marshaler;

    TransportMetricExporter(Transport transport) {
        this.transport = transport;
        this.marshaler = OtlpHttpMetricExporter.builder()
                .setComponentLoader(sender.loader())
                .setMeterProvider(MeterProvider.noop())
                .build();
    }

    @Override
    public synchronized CompletableResultCode export(Collection<MetricData> metrics) {
        marshaler.export(metrics);
        return transport.send(sender.captured()) instanceof Answer.Delivered
                ? CompletableResultCode.ofSuccess()
                : CompletableResultCode.ofFailure();
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
