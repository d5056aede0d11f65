// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.pipeline.Accounts;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.recording.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One run of the path from a source to the sinks, live or replayed. The thread that calls {@link #run} does all the
 * work; {@link #stop} may be called by any.
 */
final class Session {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final long LOOK_AT_LOSS_NANOS = 1_000_000_000L;

    private final EventSource source;
    private final Pipeline pipeline;
    private final List<Sink> sinks;
    private final Health health;
    private final SelfWatch watch;
    private final LongSupplier bootClock;
    private final long lookAtLossNanos;
    private final LossAlarm lossAlarm = new LossAlarm();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * What the heartbeat says.
     *
     * @param interval between two, zero for none
     * @param strategy which hooks are in use
     * @param missing probes that could not be attached
     * @param exportAccounts where the exported records are, by attribute name
     * @param earlierLosses what killed runs lost, said once at the start
     */
    record Health(
            Duration interval,
            String strategy,
            List<String> missing,
            Supplier<Map<String, Long>> exportAccounts,
            Function<Header, List<EventsLost>> earlierLosses) {
        static final Health SILENT = new Health(Duration.ZERO, "", List.of(), Map::of, header -> List.of());

        boolean isSilent() {
            return interval.isZero();
        }
    }

    /**
     * @param watch the sensor's look at itself
     * @param bootClock for the times of status events
     */
    Session(
            EventSource source,
            ProcessSource processes,
            AgentSettings settings,
            HostIdentity host,
            List<Detector> detectors,
            List<Sink> sinks,
            Health health,
            SelfWatch watch,
            LongSupplier bootClock) {
        Flagging flagging = new Flagging(settings.flags(), settings.processCapacity());
        ProcessTable table = new ProcessTable(
                settings.processCapacity(), settings.exitGrace().toNanos(), flagging);
        processes.all().forEach(table::put);
        this.source = source;
        this.pipeline = new Pipeline(table, processes, flagging, host.bootEpochNanos(), detectors, sinks);
        this.sinks = List.copyOf(sinks);
        this.health = health;
        this.watch = watch;
        this.bootClock = bootClock;
        // A recording gives its accounts where they were asked for; a clock here would move what was lost elsewhere.
        this.lookAtLossNanos = source instanceof Replay ? 0 : LOOK_AT_LOSS_NANOS;
    }

    /** Runs until the source ends, the time is over or {@link #stop} is called; then drains, reports and closes. */
    void run(Duration longest) {
        try {
            report(SensorStatus.State.STARTING);
            health.earlierLosses().apply(Header.ofSensor(bootClock.getAsLong())).forEach(pipeline::report);
            if (loop(longest)) {
                drain();
            }
            pipeline.reportLoss(source.accounts());
            report(SensorStatus.State.STOPPING);
            pipeline.flush();
        } finally {
            watch.end();
            sinks.forEach(Sink::close);
        }
    }

    /** False when the source came to its own end. */
    private boolean loop(Duration longest) {
        long start = System.nanoTime();
        long lossLookedAt = start;
        long heartbeat = start;
        watch.begin(start);
        while (!stopping.get() && System.nanoTime() - start < longest.toNanos()) {
            if (watch.isDue(System.nanoTime())) {
                lookAtMyself();
            }
            int records = source.poll(pipeline, LONGEST_WAIT);
            if (records < 0) {
                return false;
            }
            long now = System.nanoTime();
            watch.walked(now);
            if (now - lossLookedAt >= lookAtLossNanos) {
                lossLookedAt = now;
                SourceAccounts accounts = source.accounts();
                pipeline.reportLoss(accounts);
                if (lossAlarm.look(accounts, now) != LossAlarm.Change.NONE) {
                    report(condition());
                }
            }
            if (!health.isSilent() && now - heartbeat >= health.interval().toNanos()) {
                heartbeat = now;
                report(condition());
            }
            pipeline.flush();
        }
        return true;
    }

    private void lookAtMyself() {
        SourceAccounts made = source.accounts();
        if (source.poll(pipeline, Duration.ZERO) >= 0
                && watch.look(System.nanoTime(), made, pipeline.accounts().received())) {
            report(condition());
        }
    }

    private SensorStatus.State condition() {
        return health.missing().isEmpty() && watch.problems().isEmpty() && !lossAlarm.isRaised()
                ? SensorStatus.State.RUNNING
                : SensorStatus.State.DEGRADED;
    }

    /** What was made before the end still belongs to the run: afterwards produced = received + lost, exactly. */
    private void drain() {
        source.stop();
        int records;
        do {
            records = source.poll(pipeline, Duration.ZERO);
        } while (records > 0);
    }

    private void report(SensorStatus.State state) {
        if (health.isSilent()) {
            return;
        }
        pipeline.report(new SensorStatus(
                Header.ofSensor(bootClock.getAsLong()),
                state,
                health.strategy(),
                health.missing(),
                watch.problems(),
                accountsByName()));
    }

    private Map<String, Long> accountsByName() {
        Accounts accounts = pipeline.accounts();
        Map<String, Long> named = new TreeMap<>();
        named.put("ransomware.sensor.produced", source.accounts().totalProduced());
        named.put("ransomware.sensor.delivered", accounts.observed());
        named.put("ransomware.sensor.dropped", accounts.lostInKernel() + accounts.malformed());
        named.put("ransomware.sensor.suppressed", accounts.filtered() + accounts.judged());
        named.putAll(pipeline.detectorAccounts());
        if (lossAlarm.isRaised()) {
            named.put(SensorStatus.LOSING, lossAlarm.lost());
        }
        named.putAll(health.exportAccounts().get());
        return named;
    }

    /** Ends the run soon. */
    void stop() {
        stopping.set(true);
    }

    Accounts accounts() {
        return pipeline.accounts();
    }

    long lastNanos() {
        return pipeline.lastNanos();
    }
}
