// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sealwatch.contract.EpisodeIds;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SeverityLevel;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.pipeline.SinkClosedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** One flat JSON object a line, with the attributes of the data contract under their names. */
public final class NdjsonSink implements Sink {
    private final Output out;
    private final JsonGenerator json;
    private final JsonAttributeWriter writer;
    private final ObservationAttributes attributes;
    private final EpisodeIds spans;
    private final Timestamps timestamps = new Timestamps();
    private long shown;

    /** Without spans. */
    public NdjsonSink(OutputStream out, HostIdentity host) {
        this(out, host, true, EpisodeIds.NONE);
    }

    /**
     * @param out where to; closed with the sink
     * @param host whose events they are
     * @param withCommandLines false leaves command lines out
     * @param spans the episode of an observation, where there is one
     */
    public NdjsonSink(OutputStream out, HostIdentity host, boolean withCommandLines, EpisodeIds spans) {
        this.out = new Output(out);
        this.attributes = new ObservationAttributes(host, withCommandLines);
        this.spans = spans;
        try {
            json = new JsonFactory().createGenerator(this.out, JsonEncoding.UTF8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setRootValueSeparator(null);
        writer = new JsonAttributeWriter(json);
    }

    @Override
    public void accept(Observation observation) {
        SeverityLevel severity = SeverityLevel.of(observation);
        try {
            json.writeStartObject();
            json.writeStringField("timestamp", timestamps.of(observation.epochNanos()));
            json.writeStringField("event_name", observation.event().kind().eventName());
            json.writeNumberField("severity_number", severity.number());
            json.writeStringField("severity_text", severity.text());
            SpanIds span = spans.of(observation);
            if (span.isPresent()) {
                json.writeStringField("trace_id", span.traceId());
                json.writeStringField("span_id", span.spanId());
            }
            attributes.write(observation, writer);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        shown++;
    }

    /** Lines written so far. */
    public long shown() {
        return shown;
    }

    @Override
    public void flush() {
        pass();
        out.flush();
    }

    @Override
    public void close() {
        try (out) {
            pass();
        } catch (SinkClosedException gone) {
            // There is nobody left to tell.
            return;
        }
    }

    /** What the generator holds goes to the output's buffer. */
    private void pass() {
        try {
            json.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
