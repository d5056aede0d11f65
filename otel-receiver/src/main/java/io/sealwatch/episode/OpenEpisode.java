// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.contract.SpanIds;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.Header;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** An episode that goes on. */
final class OpenEpisode {
    final SpanIds ids;
    final long traceStart;
    final long start;
    private final String parentSpanId;
    private final SpanIds previous;
    private final Optional<OpenEpisode> parent;
    private final FileTally files;
    private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    private Header header;
    private ProcessSnapshot process;
    private Optional<Detection> detection = Optional.empty();
    private int openChildren;
    private long last;
    private long events;
    private long opens;
    private long creates;
    private long sampled;
    private double entropySum;
    private double entropyMax;
    private double scoreMax;

    OpenEpisode(Origin origin, Header header, ProcessSnapshot process, long at, int maxFiles) {
        this.ids = origin.ids();
        this.traceStart = origin.traceStart();
        this.parentSpanId = origin.parentSpanId();
        this.previous = origin.previous();
        this.parent = origin.parent();
        this.header = header;
        this.process = process;
        this.start = at;
        this.last = at;
        this.files = new FileTally(maxFiles);
        parent.ifPresent(episode -> episode.openChildren++);
    }

    /** Where an episode stands among the others. */
    record Origin(SpanIds ids, long traceStart, String parentSpanId, SpanIds previous, Optional<OpenEpisode> parent) {}

    /** An event that opens an episode: it changed a file. */
    static boolean isChange(Event event) {
        if (!event.succeeded()) {
            return false;
        }
        return switch (event.kind()) {
            case FILE_OPEN, FILE_CREATE -> event instanceof FileOpened open && (open.created() || open.truncates());
            case FILE_WRITE,
                    FILE_TRUNCATE,
                    FILE_RENAME,
                    FILE_DELETE,
                    DIRECTORY_DELETE,
                    FILE_LINK,
                    FILE_SYMLINK,
                    FILE_MMAP,
                    DETECTION -> true;
            case FILE_OPENS,
                    FILE_READ,
                    CRYPTO_INIT,
                    PROCESS_FORK,
                    PROCESS_EXEC,
                    PROCESS_EXIT,
                    SENSOR_LOSS,
                    SENSOR_STATUS,
                    RESPONSE -> false;
        };
    }

    void add(Observation observation) {
        Event event = observation.event();
        if (event instanceof ResponseTaken) {
            return;
        }
        header = event.header();
        process = observation.process();
        last = Math.max(last, observation.epochNanos());
        scoreMax = Math.max(scoreMax, observation.score());
        if (event instanceof Detection verdict) {
            detection = verdict.isAlarm() ? Optional.of(verdict) : detection;
            return;
        }
        events++;
        if (!event.succeeded()) {
            return;
        }
        counts.merge(event.kind(), 1L, Long::sum);
        if (event instanceof FileOpened open && open.created()) {
            creates++;
        }
        if (event instanceof FileOpened) {
            opens++;
        } else if (event instanceof OpensCounted counted) {
            opens += counted.count() - counted.failed();
        }
        if (event instanceof FileTransferred transfer) {
            transferred(transfer);
        }
        if (event instanceof FileEvent file && isChange(event)) {
            files.changed(file);
        }
    }

    private void transferred(FileTransferred transfer) {
        files.moved(transfer);
        if (transfer.written() && !transfer.sample().isEmpty()) {
            double entropy = transfer.sample().entropy();
            sampled++;
            entropySum += entropy;
            entropyMax = Math.max(entropyMax, entropy);
        }
    }

    ProcessKey key() {
        return header.process();
    }

    /** A child at work keeps its parent's episode open. */
    boolean restsSince(long time) {
        return openChildren == 0 && last < time;
    }

    Episode end(Episode.End why) {
        parent.ifPresent(episode -> {
            episode.openChildren--;
            episode.last = Math.max(episode.last, last);
        });
        return new Episode(ids, parentSpanId, previous, start, last, header, process, tally(), why, detection);
    }

    private EpisodeTally tally() {
        return new EpisodeTally(
                events,
                opens,
                creates,
                count(EventKind.FILE_READ),
                count(EventKind.FILE_WRITE),
                count(EventKind.FILE_TRUNCATE),
                count(EventKind.FILE_RENAME),
                count(EventKind.FILE_DELETE) + count(EventKind.DIRECTORY_DELETE),
                count(EventKind.FILE_LINK) + count(EventKind.FILE_SYMLINK),
                count(EventKind.FILE_MMAP),
                count(EventKind.CRYPTO_INIT),
                files.bytesRead(),
                files.bytesWritten(),
                files.files(),
                files.directories(),
                files.extensions(),
                entropyMax,
                sampled == 0 ? 0 : entropySum / sampled,
                scoreMax);
    }

    private long count(EventKind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
