// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SeverityLevel;
import java.util.List;

/** The same records by the SDK: its objects and its marshaler. */
public final class SdkLogs {
    private final ObservationAttributes contract;
    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final AttributeKeys keys = new AttributeKeys();

    public SdkLogs(ObservationAttributes contract, Resource resource, InstrumentationScopeInfo scope) {
        this.contract = contract;
        this.resource = resource;
        this.scope = scope;
    }

    /** One item as the SDK's marshaler reads it. */
    public LogRecordData record(LogItem item) {
        FlatAttributes attributes = new FlatAttributes(keys);
        contract.write(item.observation(), attributes);
        return new SdkLogRecord(
                resource, scope, item, SpanContexts.of(item.span()), SeverityLevel.of(item.observation()), attributes);
    }

    /** The request that the SDK makes of them. */
    byte[] marshal(List<LogItem> items) {
        CapturingSender sender = new CapturingSender();
        try (OtlpHttpLogRecordExporter marshaler = OtlpHttpLogRecordExporter.builder()
                .setComponentLoader(sender.loader())
                .setMeterProvider(MeterProvider.noop())
                .build()) {
            marshaler.export(items.stream().map(this::record).toList());
            return sender.captured();
        }
    }
}
