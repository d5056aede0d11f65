// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.console.AccountsSummary;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.recording.RecordingReader;
import io.sealwatch.recording.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Takes a recording through the same path as live events. */
final class Replayer {
    private static final Duration TO_ITS_END = Duration.ofDays(100_000);

    private Replayer() {}

    /** A recording of ours. */
    static int run(Path recording, AgentSettings settings, Function<HostIdentity, Delivery> delivery) {
        try (Replay replay = RecordingReader.open(recording)) {
            return run(replay, settings, delivery);
        }
    }

    /** What comes before a damage is replayed; the exit code still says that something is missing. */
    static int run(Replay replay, AgentSettings settings, Function<HostIdentity, Delivery> delivery) {
        Delivery chosen = delivery.apply(replay.host());
        Session session = new Session(
                replay,
                replay.processes(),
                settings,
                replay.host(),
                Detectors.replayed(settings, replay.host()),
                chosen.sinks(),
                Session.Health.SILENT,
                SelfWatch.none(),
                () -> 0);
        session.run(TO_ITS_END);
        System.err.println(AccountsSummary.of(
                session.accounts(), replay.accounts(), chosen.skipped().getAsLong()));
        Optional<String> defect = replay.defect();
        defect.ifPresent(text -> System.err.println("sealwatch: " + text));
        return defect.isEmpty() ? ExitCode.OK : ExitCode.RUNTIME;
    }
}
