// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.sealwatch.episode.Episode;
import java.util.List;

/** An ended episode as the SDK's marshalers read it; made by us, so that no sampler can drop it. */
final class SpanRecord implements SpanData {
    private static final String NAME = "process.file_activity";

    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final Episode episode;
    private final Attributes attributes;

    SpanRecord(Resource resource, InstrumentationScopeInfo scope, Episode episode, Attributes attributes) {
        this.resource = resource;
        this.scope = scope;
        this.episode = episode;
        this.attributes = attributes;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public SpanKind getKind() {
        return SpanKind.INTERNAL;
    }

    @Override
    public SpanContext getSpanContext() {
        return SpanContexts.of(episode.ids());
    }

    @Override
    public SpanContext getParentSpanContext() {
        return episode.parentSpanId().isEmpty()
                ? SpanContext.getInvalid()
                : SpanContext.create(
                        episode.ids().traceId(),
                        episode.parentSpanId(),
                        TraceFlags.getSampled(),
                        TraceState.getDefault());
    }

    @Override
    public StatusData getStatus() {
        return episode.detection()
                .map(detection ->
                        StatusData.create(StatusCode.ERROR, detection.kind().eventName()))
                .orElse(StatusData.unset());
    }

    @Override
    public long getStartEpochNanos() {
        return episode.startEpochNanos();
    }

    @Override
    public long getEndEpochNanos() {
        return episode.endEpochNanos();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public List<LinkData> getLinks() {
        return episode.previous().isPresent()
                ? List.of(LinkData.create(SpanContexts.of(episode.previous())))
                : List.of();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public int getTotalRecordedLinks() {
        return episode.previous().isPresent() ? 1 : 0;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(scope.getName(), scope.getVersion());
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
