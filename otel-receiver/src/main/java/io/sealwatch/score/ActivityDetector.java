// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileMapped;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.Header;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.ProcessEvent;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.event.Suspect;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Lineage;
import io.sealwatch.score.file.FileTable;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The verdict on each activity: says when files of users are being made unreadable or destroyed, and why. It knows no
 * program by name. See docs/detection.md for the method.
 *
 * <p>Time is event time only. Memory is bounded by the settings, and what had to be forgotten is counted. Used by one
 * thread.
 */
public final class ActivityDetector {
    private final FileTable files;
    private final Lineage lineage;
    private final Suspects suspects;
    private final Charges charges;
    private final ContentWatch content;
    private final NameWatch names;
    private final BareWatch bare;
    private final CommandWatch commands;
    private final Decoys decoys;
    private final ExceptionPolicy exceptions;
    private final FloodWatch flood = new FloodWatch();

    /**
     * @param decoys the planted files
     * @param exceptions which processes raise no alarm
     */
    public ActivityDetector(DetectorSettings settings, Decoys decoys, ExceptionPolicy exceptions) {
        this.files = new FileTable(settings.files());
        this.lineage = new Lineage(settings.processes());
        this.suspects = new Suspects(lineage);
        this.charges = new Charges(settings, suspects);
        Pairing pairing = new Pairing(files, lineage, charges);
        this.content = new ContentWatch(files, pairing, charges);
        this.names = new NameWatch(files, pairing, charges);
        this.bare = new BareWatch(charges);
        this.commands = new CommandWatch(charges);
        this.decoys = decoys;
        this.exceptions = exceptions;
    }

    public ActivityDetector(DetectorSettings settings) {
        this(settings, Decoys.NONE, ExceptionPolicy.NONE);
    }

    /** Takes one event in; returns what follows from it, mostly nothing. */
    public List<Detection> observe(Event event, ProcessSnapshot process) {
        flood.seen(event.header());
        if (event instanceof FileEvent file) {
            if (isIdle(file)) {
                return List.of();
            }
            changed(file, new Scene(event.header(), decided(event.header(), process), process));
        } else if (event instanceof ProcessEvent life) {
            lived(life, process);
        } else if (event instanceof CryptoInitialized) {
            charges.own(lineage.of(event.header())).addCryptoInit(event.header().timeNanos());
        } else if (event instanceof SensorEvent) {
            return List.of();
        }
        return charges.take();
    }

    /** Is told of each file that was lost: a verdict may follow soon. */
    public void onLoss(Runnable listener) {
        charges.onLoss(listener);
    }

    /** Is told of processes that go on with an activity that was detected; the id is the detection's. */
    public void onJoin(BiConsumer<Suspect, String> listener) {
        suspects.onJoin(listener);
    }

    /** 0 to 100: the evidence against the process, or against the activity it is a step of, when last judged. */
    public double score(ProcessKey process) {
        Activity activity = lineage.find(process.packed());
        if (activity == null) {
            return 0;
        }
        Activity parent = activity.parent();
        return parent != null && parent.isReported() ? Math.max(parent.score, activity.score) : activity.score;
    }

    /** Events were lost around this time: detections near it say that they are degraded. */
    public void eventsLost(long timeNanos, long count) {
        if (count <= 0) {
            return;
        }
        charges.eventsLost(timeNanos, count);
        flood.culprit().ifPresent(header -> charges.flood(lineage.of(header), count, timeNanos));
    }

    /** Files and processes that were forgotten because there was no room. */
    public long evicted() {
        return files.evicted() + lineage.evicted();
    }

    /** Detections that were no alarm because of an exception. */
    public long excepted() {
        return charges.excepted();
    }

    /** Whether the event changed one of the planted files. */
    public boolean isDecoyChanged(Event event) {
        return decoys.isChangedBy(event);
    }

    /** The actor, with the decision whether an exception is made for it. */
    private Activity decided(Header header, ProcessSnapshot process) {
        Activity activity = lineage.of(header);
        if (exceptions != ExceptionPolicy.NONE && !activity.isExceptionKnown(header.cgroupId())) {
            Excuse excuse = exceptions.of(header, process, activity.executable);
            activity.setException(excuse.reason(), excuse.untilNanos(), header.cgroupId());
        }
        return activity;
    }

    /** Most events are opens for reading: they change nothing, and leave before anything is looked up. */
    private static boolean isIdle(FileEvent event) {
        return event instanceof OpensCounted
                || (event instanceof FileOpened open
                        && !open.writable()
                        && !open.created()
                        && !open.truncates()
                        && !BareWatch.isBare(open));
    }

    private void changed(FileEvent event, Scene scene) {
        FilePath decoy = decoys.changedBy(event);
        if (!decoy.isEmpty()) {
            charges.own(scene.activity())
                    .addDecoy(decoy.toString(), scene.header().timeNanos());
            charges.judge(scene.activity(), scene.header());
        }
        if (event instanceof FileOpened open) {
            if (BareWatch.isBare(open)) {
                bare.opened(open, scene);
            } else {
                content.opened(open, scene);
            }
        } else if (event instanceof FileTransferred transfer) {
            if (transfer.written()) {
                content.written(transfer, scene);
            } else {
                content.read(transfer, scene);
            }
        } else if (event instanceof FileTruncated truncate) {
            content.truncated(truncate, scene);
        } else if (event instanceof FileRenamed rename) {
            names.renamed(rename, scene);
        } else if (event instanceof FileDeleted delete) {
            if (!bare.deleted(delete.path().toString(), scene)) {
                names.deleted(delete, scene);
            }
        } else if (event instanceof FileLinked link) {
            names.linked(link, scene);
        } else if (event instanceof FileMapped map) {
            content.mapped(map, scene);
        }
    }

    private void lived(ProcessEvent event, ProcessSnapshot process) {
        Activity activity = lineage.of(event.header());
        if (event instanceof ProcessForked fork) {
            lineage.forked(
                    activity,
                    fork.child(),
                    event.header().process().pid(),
                    event.header().timeNanos());
        } else if (event instanceof ProcessExecuted exec) {
            activity.runs(exec.file());
            commands.executed(exec, new Scene(event.header(), decided(event.header(), process), process));
        } else if (event instanceof ProcessExited) {
            if (activity.lastEmptied != null) {
                content.leftEmpty(new Scene(event.header(), decided(event.header(), process), process));
            }
            lineage.ended(activity);
        }
    }
}
