// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.contract.EpisodeIds;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.process.ProcessSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows each process from its first change to a file until it rests, exits or was followed long enough. It is the
 * first sink: those behind it ask it for the ids of the observation that they are given.
 *
 * <p>A process that only starts others has no change of its own; it gets an episode when a child opens one, so that the
 * spans of a shell, its script and the workers form one tree.
 */
public final class EpisodeTracker implements Sink, EpisodeIds {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_REMEMBERED = 16_384;
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final EpisodeSettings settings;
    private final IdSource newIds;
    private final Lineage lineage = new Lineage();
    private final Map<ProcessKey, OpenEpisode> open = new LinkedHashMap<>(64, 0.75f, true);
    private final BoundedMap<ProcessKey, Ended> ended = new BoundedMap<>(MAX_REMEMBERED);
    private final List<Consumer<Episode>> listeners = new ArrayList<>();
    private long currentSequence = -1;
    private SpanIds current = SpanIds.NONE;
    private long now;
    private long nextSweep;

    private record Ended(SpanIds ids, long traceStart, long at, boolean capped) {}

    /** The span above a new one; it can have ended. */
    private record Above(SpanIds ids, long traceStart, Optional<OpenEpisode> running) {}

    public EpisodeTracker(EpisodeSettings settings, IdSource newIds) {
        this.settings = settings;
        this.newIds = newIds;
    }

    /** Called with each episode when it has ended, on the pipeline's thread. */
    public void onEnd(Consumer<Episode> listener) {
        listeners.add(listener);
    }

    @Override
    public SpanIds of(Observation observation) {
        return observation.sequence() == currentSequence ? current : SpanIds.NONE;
    }

    @Override
    public void accept(Observation observation) {
        now = Math.max(now, observation.epochNanos());
        if (now >= nextSweep) {
            nextSweep = now + SWEEP_NANOS;
            sweep();
        }
        currentSequence = observation.sequence();
        current = observation.event().header().isSensor() ? SpanIds.NONE : follow(observation);
    }

    private SpanIds follow(Observation observation) {
        Header header = observation.event().header();
        OpenEpisode episode = open.get(header.process());
        // Who has an episode is known; what its process starts and ends is always news.
        if (episode == null || !(observation.event() instanceof FileEvent)) {
            lineage.see(observation);
        }
        if (episode != null && isOver(episode, observation.epochNanos())) {
            episode = null;
        }
        if (episode == null && OpenEpisode.isChange(observation.event())) {
            episode = begin(header, observation.process(), observation.epochNanos(), 0);
        }
        if (episode == null) {
            return SpanIds.NONE;
        }
        episode.add(observation);
        if (observation.event() instanceof ProcessExited) {
            end(header.process(), Episode.End.EXIT);
        }
        return episode.ids;
    }

    /** Ends the episode when this moment is beyond its idle time or its cap. */
    private boolean isOver(OpenEpisode episode, long at) {
        Optional<Episode.End> why = whyOver(episode, at);
        why.ifPresent(reason -> end(episode.key(), reason));
        return why.isPresent();
    }

    private Optional<Episode.End> whyOver(OpenEpisode episode, long at) {
        if (episode.restsSince(at - settings.idle().toNanos())) {
            return Optional.of(Episode.End.IDLE);
        }
        return at - episode.start >= settings.cap().toNanos() ? Optional.of(Episode.End.CAP) : Optional.empty();
    }

    private void sweep() {
        for (OpenEpisode episode : List.copyOf(open.values())) {
            isOver(episode, now);
        }
    }

    private OpenEpisode begin(Header header, ProcessSnapshot process, long at, int depth) {
        if (open.size() >= settings.maxOpen()) {
            end(open.keySet().iterator().next(), Episode.End.EVICTED);
        }
        OpenEpisode episode = new OpenEpisode(originOf(header, at, depth), header, process, at, settings.maxFiles());
        open.put(header.process(), episode);
        return episode;
    }

    private OpenEpisode.Origin originOf(Header header, long at, int depth) {
        Ended before = ended.get(header.process());
        SpanIds previous = before == null ? SpanIds.NONE : before.ids();
        Optional<Above> parent = lineage.parentOf(header).flatMap(kin -> above(kin, at, depth));
        if (parent.isPresent()) {
            Above above = parent.get();
            SpanIds ids = new SpanIds(above.ids().traceId(), newIds.spanId());
            return new OpenEpisode.Origin(ids, above.traceStart(), above.ids().spanId(), previous, above.running());
        }
        if (before != null
                && before.capped()
                && at - before.traceStart() < settings.traceCap().toNanos()) {
            SpanIds ids = new SpanIds(before.ids().traceId(), newIds.spanId());
            return new OpenEpisode.Origin(ids, before.traceStart(), "", previous, Optional.empty());
        }
        SpanIds ids = new SpanIds(newIds.traceId(), newIds.spanId());
        return new OpenEpisode.Origin(ids, at, "", previous, Optional.empty());
    }

    private Optional<Above> above(Lineage.Kin parent, long at, int depth) {
        OpenEpisode running = open.get(parent.key());
        if (running == null || isOver(running, at)) {
            Ended before = ended.get(parent.key());
            if (before != null && at - before.at() < settings.cap().toNanos()) {
                return Optional.of(new Above(before.ids(), before.traceStart(), Optional.empty()));
            }
            if (depth >= MAX_DEPTH) {
                return Optional.empty();
            }
            running = begin(parent.header(), parent.process(), at, depth + 1);
        }
        return Optional.of(new Above(running.ids, running.traceStart, Optional.of(running)));
    }

    private void end(ProcessKey key, Episode.End why) {
        OpenEpisode episode = open.remove(key);
        if (episode == null) {
            return;
        }
        Episode over = episode.end(why);
        ended.put(key, new Ended(over.ids(), episode.traceStart, over.endEpochNanos(), why == Episode.End.CAP));
        listeners.forEach(listener -> listener.accept(over));
    }

    @Override
    public void flush() {
        // Episodes leave when they end.
    }

    /** Ends every episode; a second call does nothing. */
    @Override
    public void close() {
        for (ProcessKey key : List.copyOf(open.keySet())) {
            end(key, Episode.End.STOP);
        }
    }
}
