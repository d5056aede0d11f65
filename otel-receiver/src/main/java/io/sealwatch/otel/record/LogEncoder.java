// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SeverityLevel;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.Header;
import io.sealwatch.otel.export.Encoder;
import io.sealwatch.otel.spool.Buckets;
import java.util.ArrayList;
import java.util.List;

/** Observations to the bytes of a logs request, with the SDK's own marshaler. */
public final class LogEncoder implements Encoder<LogItem> {
    private final ObservationAttributes contract;
    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final AttributeKeys keys = new AttributeKeys();
    private final CapturingSender sender = new CapturingSender();
    private final OtlpHttpLogRecordExporter marshaler;

    public LogEncoder(ObservationAttributes contract, Resource resource, InstrumentationScopeInfo scope) {
        this.contract = contract;
        this.resource = resource;
        this.scope = scope;
        this.marshaler = OtlpHttpLogRecordExporter.builder()
                .setComponentLoader(sender.loader())
                .setMeterProvider(MeterProvider.noop())
                .build();
    }

    @Override
    public byte[] encode(List<LogItem> items) {
        List<LogRecordData> records = new ArrayList<>(items.size());
        for (LogItem item : items) {
            records.add(toRecord(item));
        }
        marshaler.export(records);
        return sender.captured();
    }

    /** One item as the marshaler reads it. */
    public LogRecordData toRecord(LogItem item) {
        FlatAttributes attributes = new FlatAttributes(keys);
        contract.write(item.observation(), attributes);
        return new LogRecord(
                resource, scope, item, SpanContexts.of(item.span()), SeverityLevel.of(item.observation()), attributes);
    }

    /** The records of a process keep their order; the sensor's own and alerts wait for nothing. */
    @Override
    public int bucket(LogItem item) {
        Header header = item.observation().event().header();
        boolean alert = item.observation().event().kind() == EventKind.DETECTION
                || item.observation().event().kind() == EventKind.RESPONSE;
        return alert || header.isSensor()
                ? UNORDERED
                : Buckets.of(header.process().packed());
    }
}
