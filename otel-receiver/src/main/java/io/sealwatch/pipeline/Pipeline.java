// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.Flags;
import io.sealwatch.wire.RecordView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one path that events take: record, process, flags, sinks. A recording takes the same one. It has no clock of its
 * own; time is what the events say. Used by one thread.
 */
public final class Pipeline implements RecordHandler {
    private static final ProcessSnapshot SENSOR = ProcessSnapshot.bare(Header.SENSOR, 0, "sealwatch", 0);

    private final RecordView view = new RecordView();
    private final Processes processes;
    private final Flagging flagging;
    private final long bootEpochNanos;
    private final List<Sink> sinks;
    private final List<Detector> detectors;
    private long sequence;
    private long received;
    private long malformed;
    private long filtered;
    private long judged;
    private long observed;
    private long made;
    private long sinkFailures;
    private SourceAccounts before = SourceAccounts.NONE;
    private long lostInKernel;
    private long lastNanos;
    private @Nullable RuntimeException lastFailure;

    /**
     * @param table filled by the caller with what lives already
     * @param processSource asked once for each process that no event introduced
     * @param bootEpochNanos nanoseconds since 1970 at which the boot clock read zero
     */
    public Pipeline(
            ProcessTable table,
            ProcessSource processSource,
            Flagging flagging,
            long bootEpochNanos,
            List<Detector> detectors,
            List<Sink> sinks) {
        this.processes = new Processes(table, processSource);
        this.flagging = flagging;
        this.bootEpochNanos = bootEpochNanos;
        this.detectors = List.copyOf(detectors);
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void onRecord(ByteBuffer buffer, int at, int length) {
        received++;
        RecordView.Defect defect = view.wrap(buffer, at, length);
        if (defect != null) {
            malformed++;
            return;
        }
        EventKind kind = view.kind();
        Event event = null;
        if (kind == EventKind.PROCESS_FORK || kind == EventKind.PROCESS_EXEC) {
            event = view.decode();
        }
        lastNanos = Math.max(lastNanos, view.timeNanos());
        int slot = processes.slot(view, event);
        Flags flags = flagging.flag(view, slot);
        if (detectors.isEmpty() && (sinks.isEmpty() || !flagging.reports(flags))) {
            filtered++;
        } else {
            observe(event != null ? event : view.decode(), slot, flags);
        }
        if (kind == EventKind.PROCESS_EXIT) {
            processes.exited(view);
        }
    }

    private void observe(Event event, int slot, Flags flags) {
        ProcessSnapshot process = processes.snapshot(slot);
        List<SensorEvent> conclusions = conclusions(event, process);
        // a read is the detector's sight of what a file was before, and no telemetry
        if (event.kind() == EventKind.FILE_READ) {
            judged++;
        } else if (!flagging.reports(flags)) {
            filtered++;
        } else {
            observed++;
            emit(event, process, flags, score(event.header().process()), isDecoyChanged(event));
        }
        for (SensorEvent conclusion : conclusions) {
            made++;
            ProcessKey who = conclusion.header().process();
            emit(
                    conclusion,
                    who.equals(process.key()) ? process : processes.known(conclusion.header()),
                    flags,
                    0,
                    false);
        }
    }

    private List<SensorEvent> conclusions(Event event, ProcessSnapshot process) {
        List<SensorEvent> all = List.of();
        for (Detector detector : detectors) {
            List<? extends SensorEvent> some = detector.observe(event, process);
            if (!some.isEmpty()) {
                all = new ArrayList<>(all);
                all.addAll(some);
            }
        }
        return all;
    }

    private double score(ProcessKey key) {
        double score = 0;
        for (Detector detector : detectors) {
            score = Math.max(score, detector.score(key));
        }
        return score;
    }

    private boolean isDecoyChanged(Event event) {
        for (Detector detector : detectors) {
            if (detector.isDecoyChanged(event)) {
                return true;
            }
        }
        return false;
    }

    /** What the detectors count of themselves, by attribute name. */
    public Map<String, Long> detectorAccounts() {
        Map<String, Long> all = new TreeMap<>();
        for (Detector detector : detectors) {
            all.putAll(detector.accounts());
        }
        return all;
    }

    /** Gives an event of the sensor itself to the sinks, on the same path and with a number of its own. */
    public void report(SensorEvent event) {
        made++;
        emit(event, SENSOR, Flags.NONE, 0, false);
    }

    /** Reports what the source lost since the last call, one event per kind and reason. */
    public void reportLoss(SourceAccounts accounts) {
        lostInKernel = accounts.totalLost();
        reportLoss("ring_full", accounts.lost(), before.lost());
        reportLoss("probe_missed", accounts.missed(), before.missed());
        before = accounts;
    }

    private void reportLoss(String reason, Map<EventKind, Long> now, Map<EventKind, Long> earlier) {
        List<EventKind> kinds = new ArrayList<>(now.keySet());
        kinds.sort(Comparator.naturalOrder());
        for (EventKind kind : kinds) {
            long more = now.getOrDefault(kind, 0L) - earlier.getOrDefault(kind, 0L);
            if (more > 0) {
                for (Detector detector : detectors) {
                    detector.eventsLost(lastNanos, more);
                }
                report(new EventsLost(Header.ofSensor(lastNanos), reason, kind.eventName(), more));
            }
        }
    }

    private void emit(Event event, ProcessSnapshot process, Flags flags, double score, boolean decoy) {
        Observation observation = new Observation(
                ++sequence, bootEpochNanos + event.header().timeNanos(), event, process, flags, score, decoy);
        for (Sink sink : sinks) {
            try {
                sink.accept(observation);
            } catch (SinkClosedException stop) {
                throw stop;
            } catch (RuntimeException failure) {
                sinkFailures++;
                lastFailure = failure;
            }
        }
    }

    /** What was accepted leaves for its destination now. */
    public void flush() {
        for (Sink sink : sinks) {
            sink.flush();
        }
    }

    /** Boot clock of the last event; 0 before the first. */
    public long lastNanos() {
        return lastNanos;
    }

    /** The last thing that a sink threw, null when none did. */
    public @Nullable RuntimeException lastFailure() {
        return lastFailure;
    }

    public Accounts accounts() {
        return new Accounts(received, malformed, filtered, judged, observed, made, sinkFailures, lostInKernel);
    }
}
