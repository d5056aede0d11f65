// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.metric;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.otel.export.DropReason;
import io.sealwatch.otel.export.ExportAccounts;
import io.sealwatch.otel.export.SignalExporter;
import io.sealwatch.otel.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Publishes the accounts of the exporters every so often, and once more at the end. */
public final class SelfMetrics implements AutoCloseable {
    private static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("signal");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final int CLOSE_SECONDS = 3;

    private final SdkMeterProvider provider;

    /**
     * @param interval between two reports
     * @param notices what people are told
     */
    public SelfMetrics(
            Transport transport,
            Resource resource,
            String scope,
            Duration interval,
            List<? extends SignalExporter<?>> exporters,
            Consumer<String> notices) {
        provider = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(new TransportMetricExporter(transport, notices))
                        .setInterval(interval)
                        .build())
                .build();
        Meter meter = provider.get(scope);
        counter(meter, "produced", "records given to the exporter", exporters, ExportAccounts::produced);
        counter(meter, "recovered", "records found in the spool at the start", exporters, ExportAccounts::recovered);
        counter(meter, "delivered", "records that the receiver acknowledged", exporters, ExportAccounts::delivered);
        gauge(meter, "spooled", "records that wait on disk", exporters, ExportAccounts::spooled);
        gauge(meter, "queued", "records that wait in memory", exporters, ExportAccounts::queued);
        meter.counterBuilder("sealwatch.export.dropped")
                .setUnit("{record}")
                .setDescription("records given up, by reason")
                .buildWithCallback(values -> exporters.forEach(exporter -> dropped(exporter, values)));
    }

    /** Every reason, zeros too: an alert on a series that is not there stays silent. */
    private static void dropped(SignalExporter<?> exporter, ObservableLongMeasurement out) {
        ExportAccounts accounts = exporter.accounts();
        for (DropReason reason : DropReason.values()) {
            Attributes attributes =
                    signal(exporter).toBuilder().put(REASON, reason.label()).build();
            out.record(accounts.dropped(reason), attributes);
        }
    }

    private static void counter(
            Meter meter,
            String name,
            String meaning,
            List<? extends SignalExporter<?>> exporters,
            ToLongFunction<ExportAccounts> value) {
        meter.counterBuilder("sealwatch.export." + name)
                .setUnit("{record}")
                .setDescription(meaning)
                .buildWithCallback(out -> exporters.forEach(
                        exporter -> out.record(value.applyAsLong(exporter.accounts()), signal(exporter))));
    }

    private static void gauge(
            Meter meter,
            String name,
            String meaning,
            List<? extends SignalExporter<?>> exporters,
            ToLongFunction<ExportAccounts> value) {
        meter.upDownCounterBuilder("sealwatch.export." + name)
                .setUnit("{record}")
                .setDescription(meaning)
                .buildWithCallback(out -> exporters.forEach(
                        exporter -> out.record(value.applyAsLong(exporter.accounts()), signal(exporter))));
    }

    private static Attributes signal(SignalExporter<?> exporter) {
        return Attributes.of(SIGNAL, exporter.signal().label());
    }

    /** Reports once more. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
