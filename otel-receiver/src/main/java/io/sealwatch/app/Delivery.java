// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.app.OutputOptions.Format;
import io.sealwatch.app.OutputOptions.Outputs;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.otel.OtelSink;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.volume.VolumeFilter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything that takes the observations of one run: episodes first, because the others ask for their ids, then what is
 * printed, then what is exported.
 *
 * @param sinks in the order they are served
 * @param skipped events that the printed format has no line for, known at the end
 * @param exportAccounts where the exported records are, by attribute name
 * @param earlierLosses what killed runs had in memory, as events with a header
 */
record Delivery(
        List<Sink> sinks,
        LongSupplier skipped,
        Supplier<Map<String, Long>> exportAccounts,
        Function<Header, List<EventsLost>> earlierLosses) {
    Delivery {
        sinks = List.copyOf(sinks);
    }

    /** Of a run that has no earlier one. */
    Delivery(List<Sink> sinks, LongSupplier skipped, Supplier<Map<String, Long>> exportAccounts) {
        this(sinks, skipped, exportAccounts, header -> List.of());
    }

    /** Prints and, when an endpoint is configured, exports. */
    static Delivery of(AgentSettings settings, HostIdentity host, Format format) {
        return of(settings, host, format, UnaryOperator.identity());
    }

    /**
     * Likewise.
     *
     * @param narrowed put before what is printed, not before what is exported
     */
    static Delivery of(AgentSettings settings, HostIdentity host, Format format, UnaryOperator<Sink> narrowed) {
        EpisodeTracker episodes =
                new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(new SecureRandom().nextLong()));
        Outputs printed = format.outputs(settings, host, episodes);
        List<Sink> sinks = new ArrayList<>();
        boolean exports = settings.otlp().isEnabled();
        if (exports || format == Format.NDJSON) {
            sinks.add(episodes);
        }
        printed.sinks().stream().map(narrowed).forEach(sinks::add);
        if (!exports) {
            return new Delivery(sinks, printed.skipped(), Map::of);
        }
        OtelSink otel = OtelSink.create(
                settings.otlp(),
                host,
                !settings.redactCommandLines(),
                Version.text(),
                episodes,
                line -> System.err.println("sealwatch: " + line));
        if (settings.volume().isEverything()) {
            sinks.add(otel);
            return new Delivery(sinks, printed.skipped(), otel::accounts, otel::earlierLosses);
        }
        VolumeFilter filter = new VolumeFilter(settings.volume(), List.of(otel));
        sinks.add(filter);
        Supplier<Map<String, Long>> accounts = () -> {
            Map<String, Long> all = new TreeMap<>(otel.accounts());
            all.putAll(filter.suppressed());
            return all;
        };
        return new Delivery(sinks, printed.skipped(), accounts, otel::earlierLosses);
    }

    /** With one more. */
    Delivery and(Sink another) {
        List<Sink> all = new ArrayList<>(sinks);
        all.add(another);
        return new Delivery(all, skipped, exportAccounts, earlierLosses);
    }
}
