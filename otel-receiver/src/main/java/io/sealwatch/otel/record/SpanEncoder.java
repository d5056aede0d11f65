// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.sealwatch.contract.Attribute;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.episode.Episode;
import io.sealwatch.episode.EpisodeTally;
import io.sealwatch.otel.export.Encoder;
import io.sealwatch.otel.export.OpenRequest;
import java.util.ArrayList;
import java.util.List;

/** Ended episodes to the bytes of a traces request, with the SDK's own marshaler. */
public final class SpanEncoder implements Encoder<Episode> {
    private static final int USUAL_BYTES = 3072;

    private final ObservationAttributes contract;
    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final AttributeKeys keys = new AttributeKeys();
    private final CapturingSender sender = new CapturingSender();
    private final OtlpHttpSpanExporter marshaler;

    public SpanEncoder(ObservationAttributes contract, Resource resource, InstrumentationScopeInfo scope) {
        this.contract = contract;
        this.resource = resource;
        this.scope = scope;
        this.marshaler = OtlpHttpSpanExporter.builder()
                .setComponentLoader(sender.loader())
                .setMeterProvider(MeterProvider.noop())
                .build();
    }

    @Override
    public OpenRequest<Episode> open() {
        return new Request();
    }

    private final class Request implements OpenRequest<Episode> {
        private final List<SpanData> spans = new ArrayList<>();
        private int bytes;
        private int lastBytes;

        @Override
        public void add(Episode episode) {
            spans.add(span(episode));
            lastBytes = bytesOf(episode);
            bytes += lastBytes;
        }

        @Override
        public void removeLast() {
            spans.remove(spans.size() - 1);
            bytes -= lastBytes;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public byte[] take() {
            List<SpanData> all = List.copyOf(spans);
            spans.clear();
            bytes = 0;
            marshaler.export(all);
            return sender.captured();
        }
    }

    /** A guess from above: the texts of a span, and its numbers with their names. */
    private static int bytesOf(Episode episode) {
        int arguments = episode.process().arguments().stream()
                .mapToInt(text -> text.length() + 1)
                .sum();
        return USUAL_BYTES + Math.min(arguments, FlatAttributes.MAX_VALUE);
    }

    SpanData span(Episode episode) {
        FlatAttributes out = new FlatAttributes(keys);
        contract.process(episode.header(), episode.process(), out);
        out.put(Attribute.EPISODE_END, episode.end().label());
        tally(episode.tally(), out);
        episode.detection().ifPresent(detection -> {
            out.put(Attribute.ACTIVITY_ID, detection.activityId());
            out.put(Attribute.REASONS, detection.reasons());
            out.put(Attribute.FILES_AFFECTED, detection.filesAffected());
            out.put(Attribute.SECURITY_RULE_NAME, detection.ruleName());
            out.put(Attribute.SECURITY_RULE_UUID, detection.ruleId());
        });
        double score = episode.detection()
                .map(detection -> Math.max(detection.score(), episode.tally().scoreMax()))
                .orElse(episode.tally().scoreMax());
        if (score > 0) {
            out.put(Attribute.SCORE, score);
        }
        return new SpanRecord(resource, scope, episode, out);
    }

    private static void tally(EpisodeTally tally, FlatAttributes out) {
        out.put(Attribute.EPISODE_EVENTS, tally.events());
        out.put(Attribute.EPISODE_OPENS, tally.opens());
        out.put(Attribute.EPISODE_CREATES, tally.creates());
        out.put(Attribute.EPISODE_READS, tally.reads());
        out.put(Attribute.EPISODE_WRITES, tally.writes());
        out.put(Attribute.EPISODE_TRUNCATES, tally.truncates());
        out.put(Attribute.EPISODE_RENAMES, tally.renames());
        out.put(Attribute.EPISODE_DELETES, tally.deletes());
        out.put(Attribute.EPISODE_LINKS, tally.links());
        out.put(Attribute.EPISODE_MMAPS, tally.mmaps());
        out.put(Attribute.EPISODE_CRYPTO_CALLS, tally.crypto());
        out.put(Attribute.EPISODE_BYTES_READ, tally.bytesRead());
        out.put(Attribute.EPISODE_BYTES_WRITTEN, tally.bytesWritten());
        out.put(Attribute.EPISODE_FILES, tally.files());
        out.put(Attribute.EPISODE_DIRECTORIES, tally.directories());
        out.put(Attribute.EPISODE_EXTENSIONS, tally.extensions());
        if (tally.entropyMax() > 0) {
            out.put(Attribute.EPISODE_ENTROPY_MAX, tally.entropyMax());
            out.put(Attribute.EPISODE_ENTROPY_MEAN, tally.entropyMean());
        }
    }

    @Override
    public long number(Episode episode) {
        return 0;
    }

    @Override
    public int bucket(Episode episode) {
        return UNORDERED;
    }
}
