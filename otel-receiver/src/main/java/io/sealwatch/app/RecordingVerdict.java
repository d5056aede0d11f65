// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.evaluate.LabelledFile;
import io.sealwatch.event.Detection;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.recording.Replay;
import io.sealwatch.recording.Replays;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the detector says of one recording.
 *
 * @param source the recording and its label
 * @param events that it holds
 * @param alarms activities that were reported
 * @param filesLost files that were finished with before the event that tipped the first verdict, 0 without one
 * @param nanosToDetect from the first event of the recording to the first verdict
 * @param content whether it says what was written; one without (the seed's) cannot lead to a verdict
 * @param defect why it ended early, empty after a whole one
 */
record RecordingVerdict(
        LabelledFile source,
        long events,
        long alarms,
        long filesLost,
        long nanosToDetect,
        boolean content,
        Optional<String> defect) {
    private static final Duration TO_ITS_END = Duration.ofDays(100_000);

    /** Takes a recording through the path of live events. */
    static RecordingVerdict of(LabelledFile source, AgentSettings settings) {
        try (Replay replay = Replays.open(source.file())) {
            Listener listener = new Listener();
            HostIdentity host = replay.host();
            Session session = new Session(
                    replay,
                    replay.processes(),
                    settings,
                    host,
                    Detectors.replayed(settings, host),
                    List.of(listener),
                    Session.Health.SILENT,
                    SelfWatch.none(),
                    () -> 0);
            session.run(TO_ITS_END);
            Detection first = listener.first;
            return new RecordingVerdict(
                    source,
                    replay.records(),
                    listener.alarms,
                    first == null ? 0 : Math.max(0, first.filesAffected() - 1),
                    listener.firstNanos - listener.startNanos,
                    listener.content,
                    replay.defect());
        }
    }

    boolean detected() {
        return alarms > 0;
    }

    private static final class Listener implements Sink {
        private @Nullable Detection first;
        private long firstNanos;
        private long startNanos;
        private long alarms;
        private boolean content;

        @Override
        public void accept(Observation observation) {
            content |= observation.event() instanceof FileTransferred;
            if (observation.event() instanceof Detection detection) {
                if (detection.isAlarm() && detection.update() == 0) {
                    alarms++;
                    if (first == null) {
                        first = detection;
                        firstNanos = observation.epochNanos();
                    }
                }
            } else if (startNanos == 0) {
                startNanos = observation.epochNanos();
                firstNanos = startNanos;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
