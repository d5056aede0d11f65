// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.console.NdjsonSink;
import io.sealwatch.contract.Attribute;
import io.sealwatch.pipeline.ActivityDetection;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.KernelResponse;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.PidSignals;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Scheduling;
import io.sealwatch.procfs.ProcfsLiving;
import io.sealwatch.recording.RecordingReader;
import io.sealwatch.recording.Replay;
import io.sealwatch.respond.KernelSide;
import io.sealwatch.respond.Responder;
import io.sealwatch.respond.RespondingDetection;
import io.sealwatch.respond.ResponseSettings;
import io.sealwatch.score.ActivityDetector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response to verdicts, wired. */
final class Response {
    private static final long REHEARSAL_NANOS = 1_500_000_000L;
    private static final Duration REHEARSED = Duration.ofDays(1);

    private Response() {}

    /** The probes' part of it. */
    static ProbeSettings probes(ProbeSettings settings, ResponseSettings response) {
        if (response.signal() == 0) {
            return settings;
        }
        int signal = KernelResponse.signalObstacle().isEmpty() ? response.signal() : 0;
        return settings.with(new KernelResponse(signal, response.refuse()));
    }

    /** What people are told at the start; empty when it is off. */
    static Optional<String> announcement(ResponseSettings settings) {
        if (settings.isOff()) {
            return Optional.empty();
        }
        String what = "response: processes of a detected activity "
                + (settings.dryRun() ? "would be " : "are ")
                + (settings.mode() == ResponseSettings.Mode.STOP ? "stopped" : "killed");
        if (settings.dryRun()) {
            return Optional.of(what);
        }
        return Optional.of(what
                + KernelResponse.signalObstacle()
                        .map(obstacle -> ", by the agent alone: " + obstacle)
                        .orElse("")
                + (settings.refuse()
                        ? KernelResponse.refusalObstacle()
                                .map(obstacle -> "; nothing is refused at the hook: " + obstacle)
                                .orElse("; their changes to files are refused")
                        : ""));
    }

    /** The detector, acting on its verdicts when that is wanted. */
    static Detector detector(ActivityDetector detector, ResponseSettings settings, LiveSource source) {
        Detector detection = new ActivityDetection(detector);
        if (settings.isOff()) {
            return detection;
        }
        int self = (int) ProcessHandle.current().pid();
        ProcfsLiving living = new ProcfsLiving();
        Responder responder =
                new Responder(settings, self, living, new PidSignals(), source.targets(), BootClock::nanos);
        living.look(self).ifPresent(facts -> responder.rehearse(facts.key()));
        detector.onJoin(responder::join);
        detector.onLoss(source::hurry);
        return new RespondingDetection(detection, responder);
    }

    /**
     * Goes before others from now on, and takes a recorded attack in, several times, so that the code is compiled when it counts.
     * Called while the agent still has its privileges.
     */
    static void prepare(AgentSettings settings) {
        if (settings.response().isOff()) {
            return;
        }
        Scheduling.preferThisAgent();
        try {
            Path recording = DemoRecording.unpack();
            try {
                long end = System.nanoTime() + REHEARSAL_NANOS;
                while (System.nanoTime() < end) {
                    rehearse(recording, settings);
                }
            } finally {
                Files.deleteIfExists(recording);
            }
        } catch (IOException unreadable) {
            System.err.println("sealwatch: the first response will be slower: " + unreadable.getMessage());
        }
    }

    private static void rehearse(Path recording, AgentSettings settings) {
        try (Replay replay = RecordingReader.open(recording)) {
            Session session = new Session(
                    replay,
                    replay.processes(),
                    settings,
                    replay.host(),
                    Detectors.replayed(settings, replay.host()),
                    List.of(new NdjsonSink(OutputStream.nullOutputStream(), replay.host())),
                    Session.Health.SILENT,
                    SelfWatch.none(),
                    () -> 0);
            session.run(REHEARSED);
        }
    }

    /** What the probes did so far, by attribute name. */
    static Map<String, Long> accounts(KernelSide kernel) {
        KernelSide.Counts counts = kernel.counts();
        return Map.of(
                Attribute.RESPONSE_SIGNALS, counts.signals(),
                Attribute.RESPONSE_REFUSALS, counts.refusals(),
                Attribute.RESPONSE_NO_ROOM, counts.noRoom());
    }
}
