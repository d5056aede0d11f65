// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.sealwatch.contract.EpisodeIds;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.episode.Episode;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.otel.export.Encoder;
import io.sealwatch.otel.export.ExportAccounts;
import io.sealwatch.otel.export.SignalExporter;
import io.sealwatch.otel.metric.SelfMetrics;
import io.sealwatch.otel.record.LogEncoder;
import io.sealwatch.otel.record.LogItem;
import io.sealwatch.otel.record.SensorResource;
import io.sealwatch.otel.record.SpanEncoder;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.spool.Spool;
import io.sealwatch.otel.spool.SpoolException;
import io.sealwatch.otel.transport.Transport;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends every observation as a log record and every ended episode as a span. Accepting never waits: what cannot leave now
 * waits in memory and on disk, and what is given up is counted.
 */
public final class OtelSink implements Sink {
    private static final String SCOPE = "io.sealwatch";

    private final EpisodeTracker episodes;
    private final @Nullable SignalExporter<LogItem> logs;
    private final @Nullable SignalExporter<Episode> spans;
    private final @Nullable SelfMetrics metrics;
    private final EarlierLosses earlier;
    private final LongSupplier observed = SteadyClock.started();

    private OtelSink(
            EpisodeTracker episodes,
            @Nullable SignalExporter<LogItem> logs,
            @Nullable SignalExporter<Episode> spans,
            @Nullable SelfMetrics metrics) {
        this.episodes = episodes;
        this.logs = logs;
        this.spans = spans;
        this.metrics = metrics;
        this.earlier = new EarlierLosses(both(logs, spans));
    }

    private static List<SignalExporter<?>> both(
            @Nullable SignalExporter<LogItem> logs, @Nullable SignalExporter<Episode> spans) {
        List<SignalExporter<?>> both = new ArrayList<>();
        if (logs != null) {
            both.add(logs);
        }
        if (spans != null) {
            both.add(spans);
        }
        return both;
    }

    /**
     * Starts the export. The tracker must be a sink before this one, and its episodes are sent from now on.
     *
     * @param withCommandLines false leaves out command lines, which can hold secrets
     * @param version of the agent
     * @param out what people are told: one line each
     * @throws io.sealwatch.otel.transport.TlsException when a certificate or key cannot be used
     * @throws SpoolException when another agent uses the spool or it cannot be written
     */
    public static OtelSink create(
            OtlpSettings settings,
            HostIdentity host,
            boolean withCommandLines,
            String version,
            EpisodeTracker episodes,
            Consumer<String> out) {
        settings.warnings().forEach(out);
        SensorResource resource = new SensorResource(host, version, settings.resourceAttributes());
        InstrumentationScopeInfo scope =
                InstrumentationScopeInfo.builder(SCOPE).setVersion(version).build();
        SignalExporter<LogItem> logs = exporter(
                Signal.LOGS,
                settings,
                new LogEncoder(new ObservationAttributes(host, withCommandLines), resource.of(Signal.LOGS), scope),
                resource.instanceId(),
                out);
        SignalExporter<Episode> spans;
        try {
            spans = exporter(
                    Signal.TRACES,
                    settings,
                    new SpanEncoder(
                            new ObservationAttributes(host, withCommandLines), resource.of(Signal.TRACES), scope),
                    resource.instanceId(),
                    out);
        } catch (RuntimeException unusable) {
            both(logs, null).forEach(SignalExporter::close);
            throw unusable;
        }
        if (spans != null) {
            SignalExporter<Episode> ends = spans;
            episodes.onEnd(episode -> ends.accept(episode, false));
        }
        SelfMetrics metrics = settings.endpoint(Signal.METRICS)
                .map(endpoint -> new SelfMetrics(
                        Transport.to(Signal.METRICS, endpoint),
                        resource.of(Signal.METRICS),
                        SCOPE,
                        settings.metricInterval(),
                        both(logs, spans),
                        out))
                .orElse(null);
        return new OtelSink(episodes, logs, spans, metrics);
    }

    private static <T> @Nullable SignalExporter<T> exporter(
            Signal signal, OtlpSettings settings, Encoder<T> encoder, String instanceId, Consumer<String> out) {
        QueueSettings queue = settings.queue().fitting(Runtime.getRuntime().maxMemory());
        if (signal == Signal.LOGS && queue.capacity() < settings.queue().capacity()) {
            out.accept("OTLP: " + queue.capacity() + " records instead of "
                    + settings.queue().capacity() + " wait in memory: the heap is too small for more");
        }
        return settings.endpoint(signal)
                .map(endpoint -> {
                    Transport transport = Transport.to(signal, endpoint);
                    Optional<Spool> spool = settings.spool(signal).map(each -> Spool.open(each, instanceId));
                    return new SignalExporter<>(signal, queue, settings.stopTimeout(), encoder, transport, spool, out);
                })
                .orElse(null);
    }

    @Override
    public void accept(Observation observation) {
        if (logs != null) {
            boolean urgent = observation.event().kind() == EventKind.DETECTION
                    || observation.event().kind() == EventKind.RESPONSE;
            logs.accept(new LogItem(observation, ids().of(observation), observed.getAsLong()), urgent);
            earlier.see(observation);
            earlier.forgetOnceSettled(logs);
        }
    }

    private EpisodeIds ids() {
        return episodes;
    }

    /** What runs that were killed lost; it is to be given to this sink as events, and is forgotten once they are safe. */
    public List<EventsLost> earlierLosses(Header header) {
        return earlier.events(header);
    }

    /** Nothing to do: a record leaves within the schedule delay, a detection at once. */
    @Override
    public void flush() {}

    /** Ends the running episodes, delivers what waits and stops, both signals at a time; bounded by the stop timeout. */
    @Override
    public void close() {
        episodes.close();
        CompletableFuture<Void> spansClosed =
                spans == null ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(spans::close);
        if (logs != null) {
            logs.close();
            earlier.forgetOnceSettled(logs);
        }
        spansClosed.join();
        if (metrics != null) {
            metrics.close();
        }
    }

    /** Where the log records are. */
    public ExportAccounts logAccounts() {
        return logs == null ? ExportAccounts.NONE : logs.accounts();
    }

    /** Both accounts by attribute name, for {@code sensor.status}. */
    public Map<String, Long> accounts() {
        Map<String, Long> named = new TreeMap<>();
        if (logs != null) {
            AccountNames.LOGS.put(logs.accounts(), named);
        }
        if (spans != null) {
            AccountNames.SPANS.put(spans.accounts(), named);
        }
        return named;
    }
}
