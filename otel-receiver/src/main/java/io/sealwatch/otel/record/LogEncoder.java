// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SeverityLevel;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.Header;
import io.sealwatch.otel.export.Encoder;
import io.sealwatch.otel.export.OpenRequest;
import io.sealwatch.otel.spool.Buckets;
import io.sealwatch.pipeline.Observation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Observations to the bytes of a logs request, written once and without objects in between: the SDK's marshaler reads
 * every record twice, and this is what the agent does most. A test holds the bytes to the SDK's, one by one.
 *
 * <pre>
 * ExportLogsServiceRequest { repeated ResourceLogs = 1; }
 * ResourceLogs { Resource = 1; repeated ScopeLogs = 2; }
 * ScopeLogs    { InstrumentationScope = 1; repeated LogRecord = 2; }
 * LogRecord    { fixed64 time = 1; severity = 2; string severity_text = 3; AnyValue body = 5; repeated KeyValue = 6;
 *                fixed32 flags = 8; bytes trace_id = 9; bytes span_id = 10; fixed64 observed_time = 11;
 *                string event_name = 12; }
 * </pre>
 */
public final class LogEncoder implements Encoder<LogItem> {
    private static final int RESOURCE_LOGS = 0x0A;
    private static final int RESOURCE = 0x0A;
    private static final int SCOPE_LOGS = 0x12;
    private static final int SCOPE = 0x0A;
    private static final int SCOPE_NAME = 0x0A;
    private static final int SCOPE_VERSION = 0x12;
    private static final int RESOURCE_ATTRIBUTE = 0x0A;
    private static final int LOG_RECORD = 0x12;
    private static final int TIME = 0x09;
    private static final int SEVERITY_NUMBER = 0x10;
    private static final int SEVERITY_TEXT = 0x1A;
    private static final int BODY = 0x2A;
    private static final int BODY_STRING = 0x0A;
    private static final int ATTRIBUTE = 0x32;
    private static final int FLAGS = 0x45;
    private static final int TRACE_ID = 0x4A;
    private static final int SPAN_ID = 0x52;
    private static final int OBSERVED_TIME = 0x59;
    private static final int EVENT_NAME = 0x62;
    private static final int SAMPLED = 1;

    /** Most records have between 128 bytes and 16 KiB, whose length takes two. */
    private static final int RECORD_LENGTH = 2;

    /** The tags and lengths in front of the records, at most. */
    private static final int LENGTHS = 12;

    private final ObservationAttributes contract;
    private final byte[][] eventNames = new byte[EventKind.values().length][];
    private final Map<String, byte[]> severities = new HashMap<>();
    private final byte[] resource;
    private final byte[] scope;

    public LogEncoder(ObservationAttributes contract, Resource resource, InstrumentationScopeInfo scope) {
        this.contract = contract;
        this.resource = field(RESOURCE, attributesOf(resource));
        this.scope = field(SCOPE, nameAndVersion(scope));
        for (EventKind kind : EventKind.values()) {
            eventNames[kind.ordinal()] = field(EVENT_NAME, utf8(kind.eventName()));
        }
    }

    private static byte[] attributesOf(Resource resource) {
        ProtoWriter out = new ProtoWriter();
        ProtoAttributes attributes = new ProtoAttributes(out, RESOURCE_ATTRIBUTE);
        resource.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
        return out.toByteArray();
    }

    private static byte[] nameAndVersion(InstrumentationScopeInfo scope) {
        ProtoWriter out = new ProtoWriter();
        out.bytes(SCOPE_NAME, utf8(scope.getName()));
        String version = scope.getVersion();
        if (version != null && !version.isEmpty()) {
            out.bytes(SCOPE_VERSION, utf8(version));
        }
        return out.toByteArray();
    }

    private static byte[] field(int tag, byte[] value) {
        ProtoWriter out = new ProtoWriter();
        out.bytes(tag, value);
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public OpenRequest<LogItem> open() {
        return new Request();
    }

    @Override
    public long number(LogItem item) {
        return item.observation().sequence();
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

    private final class Request implements OpenRequest<LogItem> {
        private final ProtoWriter records = new ProtoWriter();
        private final ProtoAttributes attributes = new ProtoAttributes(records, ATTRIBUTE);
        private int last;

        @Override
        public void add(LogItem item) {
            last = records.size();
            try {
                records.octet(LOG_RECORD);
                int start = records.begin(RECORD_LENGTH);
                write(item);
                records.end(start, RECORD_LENGTH);
            } catch (RuntimeException | LinkageError defect) {
                removeLast();
                throw defect;
            }
        }

        private void write(LogItem item) {
            Observation observation = item.observation();
            time(TIME, observation.epochNanos());
            time(OBSERVED_TIME, item.observedEpochNanos());
            SeverityLevel level = SeverityLevel.of(observation);
            records.octet(SEVERITY_NUMBER);
            records.varint(level.number());
            records.raw(severities.computeIfAbsent(level.text(), text -> field(SEVERITY_TEXT, utf8(text))));
            byte[] body = utf8(DisplayLine.of(observation));
            records.octet(BODY);
            records.varint(1 + ProtoWriter.varintSize(body.length) + body.length);
            records.bytes(BODY_STRING, body);
            contract.write(observation, attributes);
            if (item.span().isPresent()) {
                records.octet(FLAGS);
                // A security span is not left to chance.
                records.fixed32(SAMPLED);
                records.hex(TRACE_ID, item.span().traceId());
                records.hex(SPAN_ID, item.span().spanId());
            }
            records.raw(eventNames[observation.event().kind().ordinal()]);
        }

        private void time(int tag, long epochNanos) {
            if (epochNanos != 0) {
                records.octet(tag);
                records.fixed64(epochNanos);
            }
        }

        @Override
        public void removeLast() {
            records.truncate(last);
        }

        @Override
        public int bytes() {
            return records.size() + resource.length + scope.length + LENGTHS;
        }

        @Override
        public byte[] take() {
            ProtoWriter front = new ProtoWriter();
            int scopeLogs = scope.length + records.size();
            int resourceLogs = resource.length + 1 + ProtoWriter.varintSize(scopeLogs) + scopeLogs;
            front.octet(RESOURCE_LOGS);
            front.varint(resourceLogs);
            front.raw(resource);
            front.octet(SCOPE_LOGS);
            front.varint(scopeLogs);
            front.raw(scope);
            byte[] request = new byte[front.size() + records.size()];
            front.copyTo(request, 0);
            records.copyTo(request, front.size());
            records.truncate(0);
            return request;
        }
    }
}
