// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.console.NdjsonSink;
import io.sealwatch.console.TableSink;
import io.sealwatch.pipeline.ActivityDetection;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.recording.RecordingReader;
import io.sealwatch.recording.Replay;
import io.sealwatch.score.ActivityDetector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Takes the recorded demo through a throw-away path, again and again, while the probes are being attached. A Java program
 * that has just started is twenty times slower than one that has compiled its hot methods: without this, a flood in the
 * first second would overflow the ring.
 */
final class Rehearsal {
    private static final int CAPACITY = 1024;

    private final Thread thread = new Thread(this::rehearse, "rehearsal");
    private final AgentSettings settings;
    private volatile boolean over;

    private Rehearsal(AgentSettings settings) {
        this.settings = settings;
    }

    static Rehearsal start(AgentSettings settings) {
        Rehearsal rehearsal = new Rehearsal(settings);
        rehearsal.thread.setDaemon(true);
        rehearsal.thread.start();
        return rehearsal;
    }

    private void rehearse() {
        try {
            Path recording = DemoRecording.unpack();
            try {
                while (!over) {
                    once(recording);
                }
            } finally {
                Files.deleteIfExists(recording);
            }
        } catch (IOException | RuntimeException unrehearsed) {
            // Only the first second is slower then; whatever is really wrong shows in the run itself.
            over = true;
        }
    }

    private void once(Path recording) {
        try (Replay replay = RecordingReader.open(recording)) {
            Flagging flagging = new Flagging(settings.flags(), CAPACITY);
            ProcessTable table =
                    new ProcessTable(CAPACITY, Duration.ofSeconds(1).toNanos(), flagging);
            Pipeline pipeline = new Pipeline(
                    table,
                    replay.processes(),
                    flagging,
                    0,
                    List.of(new ActivityDetection(new ActivityDetector(settings.detector()))),
                    List.of(
                            new TableSink(
                                    OutputStream.nullOutputStream(),
                                    settings.flags().mode(),
                                    false),
                            new NdjsonSink(OutputStream.nullOutputStream(), replay.host())));
            while (!over && replay.poll(pipeline, Duration.ZERO) >= 0) {
                pipeline.flush();
            }
        }
    }

    /** The real thing begins. */
    void end() {
        over = true;
    }
}
