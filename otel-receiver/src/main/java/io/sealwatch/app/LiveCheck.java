// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.event.EventKind;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.procfs.ProcfsSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Lets a canary fly through attached probes and says what arrived. */
final class LiveCheck {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final double NANOS_PER_MILLI = 1e6;

    private LiveCheck() {}

    /** True when each step was seen, exactly once, in time. */
    static boolean run(LiveSource source, AgentSettings settings, HostIdentity host, PrintWriter out)
            throws IOException {
        Canary canary = Canary.create();
        try {
            Flagging flagging = new Flagging(settings.flags(), settings.processCapacity());
            ProcessTable table = new ProcessTable(
                    settings.processCapacity(), settings.exitGrace().toNanos(), flagging);
            Pipeline pipeline = new Pipeline(
                    table, new ProcfsSource(), flagging, host.bootEpochNanos(), List.of(canary), List.of());
            long began = BootClock.nanos();
            String hindrance = canary.perform();
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (!canary.isComplete() && System.nanoTime() < deadline) {
                source.poll(pipeline, WAIT);
            }
            // What comes twice comes right behind.
            source.poll(pipeline, WAIT);
            return say(canary, hindrance, began, out);
        } finally {
            canary.remove();
        }
    }

    private static boolean say(Canary canary, String hindrance, long began, PrintWriter out) {
        boolean exact = hindrance.isEmpty();
        out.println(Ansi.AUTO.string("@|bold Live|@  another process makes a file, renames it and deletes it"));
        if (!hindrance.isEmpty()) {
            out.println("  " + hindrance);
        }
        for (Map.Entry<EventKind, List<Long>> step : canary.seen().entrySet()) {
            List<Long> times = step.getValue();
            exact &= times.size() == 1;
            String result = times.isEmpty()
                    ? "@|red not seen|@"
                    : times.size() > 1
                            ? "@|red seen " + times.size() + " times|@"
                            : "@|green seen|@, "
                                    + String.format("%.1f", (times.get(0) - began) / NANOS_PER_MILLI)
                                    + " ms after the start";
            out.println(Ansi.AUTO.string(String.format("  %-12s ", step.getKey().eventName()) + result));
        }
        out.println(
                exact
                        ? "  the whole path works: system call, probe, ring, decoder, process table, detector"
                        : Ansi.AUTO.string("@|bold,red The sensor does not see what it should|@ (within "
                                + LONGEST.toSeconds() + " s)"));
        out.flush();
        return exact;
    }
}
