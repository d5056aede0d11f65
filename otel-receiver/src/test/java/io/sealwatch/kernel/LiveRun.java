// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.Event;
import io.sealwatch.pipeline.Accounts;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The live sensor around one workload, on one thread: attach, start the workload, read until it ends, stop, drain.
 *
 * @param said what the workload said it did
 * @param seen what the sensor showed, of every process on the host
 * @param source what the kernel side made and lost
 */
record LiveRun(List<JsonNode> said, List<Observation> seen, Accounts accounts, SourceAccounts source) {
    private static final int PROCESSES = 16_384;
    private static final Duration WAIT = Duration.ofMillis(20);

    /** Reads while the workload runs. */
    static LiveRun of(ProbeSettings settings, Supplier<Process> workload) {
        return run(settings, List.of(), workload, true);
    }

    /** Reads while the workload runs, with detectors on the path. */
    static LiveRun judged(ProbeSettings settings, List<Detector> detectors, Supplier<Process> workload) {
        return run(settings, detectors, workload, true);
    }

    /** Reads only when the workload has ended, so that a small ring must overflow. */
    static LiveRun withAReaderThatSleeps(ProbeSettings settings, Supplier<Process> workload) {
        return run(settings, List.of(), workload, false);
    }

    private static LiveRun run(
            ProbeSettings settings, List<Detector> detectors, Supplier<Process> workload, boolean reading) {
        Collector collector = new Collector();
        Flagging flagging = new Flagging(FlagSettings.DEFAULT, PROCESSES);
        ProcessTable table = new ProcessTable(PROCESSES, Duration.ofSeconds(5).toNanos(), flagging);
        Pipeline pipeline = new Pipeline(table, new Strangers(), flagging, 0, detectors, List.of(collector));
        try (LiveSource source = LiveSource.start(settings)) {
            Process process = workload.get();
            while (reading && process.isAlive()) {
                source.poll(pipeline, WAIT);
            }
            List<JsonNode> said = Workload.said(process);
            source.stop();
            while (source.poll(pipeline, Duration.ZERO) > 0) {}
            pipeline.reportLoss(source.accounts());
            return new LiveRun(said, collector.seen, pipeline.accounts(), source.accounts());
        }
    }

    /** Events of these processes, in order. */
    List<Event> eventsOf(Set<Integer> pids) {
        return seen.stream()
                .map(Observation::event)
                .filter(event -> pids.contains(event.header().process().pid()))
                .toList();
    }

    int pid() {
        return said.get(0).get("pid").asInt();
    }

    private static final class Collector implements Sink {
        private final List<Observation> seen = new ArrayList<>();

        @Override
        public void accept(Observation observation) {
            seen.add(observation);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Nobody was here before. */
    private static final class Strangers implements ProcessSource {
        @Override
        public List<ProcessSnapshot> all() {
            return List.of();
        }

        @Override
        public Optional<ProcessSnapshot> find(int pid) {
            return Optional.empty();
        }
    }
}
