// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.SeverityLevel;

/** A log record as the SDK's marshalers read it: what {@link LogEncoder} is held to. */
final class SdkLogRecord implements LogRecordData {
    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final LogItem item;
    private final SpanContext span;
    private final SeverityLevel level;
    private final Attributes attributes;
    private final Value<String> body;

    SdkLogRecord(
            Resource resource,
            InstrumentationScopeInfo scope,
            LogItem item,
            SpanContext span,
            SeverityLevel level,
            Attributes attributes) {
        this.resource = resource;
        this.scope = scope;
        this.item = item;
        this.span = span;
        this.level = level;
        this.attributes = attributes;
        this.body = Value.of(DisplayLine.of(item.observation()));
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    public long getTimestampEpochNanos() {
        return item.observation().epochNanos();
    }

    @Override
    public long getObservedTimestampEpochNanos() {
        return item.observedEpochNanos();
    }

    @Override
    public SpanContext getSpanContext() {
        return span;
    }

    @Override
    public Severity getSeverity() {
        return severity(level.number());
    }

    private static Severity severity(int number) {
        return switch (number) {
            case 9 -> Severity.INFO;
            case 13 -> Severity.WARN;
            case 14 -> Severity.WARN2;
            case 17 -> Severity.ERROR;
            default -> throw new IllegalArgumentException("the contract has no severity number " + number);
        };
    }

    @Override
    public String getSeverityText() {
        return level.text();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public io.opentelemetry.sdk.logs.data.Body getBody() {
        return io.opentelemetry.sdk.logs.data.Body.string(body.getValue());
    }

    @Override
    public Value<?> getBodyValue() {
        return body;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    public String getEventName() {
        return item.observation().event().kind().eventName();
    }
}
