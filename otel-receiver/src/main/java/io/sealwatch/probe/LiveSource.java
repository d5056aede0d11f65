// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.sealwatch.event.EventKind;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.respond.KernelSide;
import io.sealwatch.wire.Counters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The probes at work. While events come the reader naps between its walks, and the producers never wake it; when
 * nothing comes it says so and sleeps until a producer does. So a busy host pays no wake-ups, a quiet one no polling,
 * and an event waits at most one nap.
 */
public final class LiveSource implements EventSource {
    private static final long NAP_NANOS = 500_000;
    /** While something is going on that can become a verdict which is acted on. */
    private static final long SHORT_NAP_NANOS = 20_000;

    private static final long HURRY_NANOS = 100_000_000;
    private static final long SETTLE_NANOS = 20_000_000;

    private final ProbeObject object;
    private final Ring ring;
    private final List<ProgramStatus> programs;
    private final Pointer bss;
    private final long bssBytes;
    private final int asleepAt;
    private final int stoppedAt;
    private final int countersFd;
    private final Memory key = new Memory(4);
    private final Memory counters;
    private final int cpus;
    private final TargetMap targets;
    private final MissedRuns missedRuns;
    private long hurryUntil = System.nanoTime();
    private boolean stopped;

    private LiveSource(ProbeObject object, ProbeSettings settings, List<CryptoLibrary> libraries) {
        this.object = object;
        this.ring = new Ring(object.mapFd("sw_ring"), settings.ringBytes());
        this.bssBytes = LibC.sysconf(LibC.SC_PAGESIZE);
        this.bss =
                LibC.mmap(null, bssBytes, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED, object.mapFd(".bss"), 0);
        this.asleepAt = object.globalOffset(".bss", "sw_reader_asleep");
        this.stoppedAt = object.globalOffset(".bss", "sw_stopped");
        this.countersFd = object.mapFd("sw_counters");
        this.cpus = LibBpf.libbpf_num_possible_cpus();
        this.counters = new Memory((long) cpus * Counters.BYTES);
        key.setInt(0, 0);
        this.targets = new TargetMap(object, bss);
        this.missedRuns = object.missedRuns();
        this.programs = List.copyOf(object.attach(libraries));
    }

    /** Loads and attaches; throws {@link ProbeException} when the sensor cannot work here. Called by the thread that polls. */
    public static LiveSource start(ProbeSettings settings) {
        KernelFeatures features = KernelFeatures.detect();
        if (!features.obstacles().isEmpty()) {
            throw new ProbeException(String.join("\n", features.obstacles()));
        }
        Aside<List<CryptoLibrary>> libraries = Aside.start(
                "libraries", () -> settings.crypto() ? CryptoLibraries.find(settings.cryptoExclude()) : List.of());
        ProbeObject object = ProbeObject.load(settings);
        try {
            LiveSource source = new LiveSource(object, settings, libraries.result());
            Scheduling.shortSlice();
            return source;
        } catch (RuntimeException failure) {
            object.close();
            throw failure;
        }
    }

    /** What became of every program. */
    public List<ProgramStatus> programs() {
        return programs;
    }

    /** Which strategy serves which family: {@code lsm}, {@code tracepoint}, or each by name. */
    public String strategy() {
        return object.plan().label();
    }

    /** {@link Strategy#LSM} or {@link Strategy#TRACEPOINT}. */
    public Strategy strategyOf(HookFamily family) {
        return object.plan().isInside(family) ? Strategy.LSM : Strategy.TRACEPOINT;
    }

    /** Families that could not be served inside the kernel though it was wanted, each with the reason. */
    public Map<HookFamily, String> givenUp() {
        return Map.copyOf(object.plan().givenUp());
    }

    /** The processes under a verdict. */
    public KernelSide targets() {
        return targets;
    }

    /** A verdict may follow soon: naps are short for a tenth of a second. Called by the thread that polls. */
    public void hurry() {
        hurryUntil = System.nanoTime() + HURRY_NANOS;
    }

    /**
     * What is wrong with the probes that was right when they were attached; each says it in words. Used by the thread that
     * calls {@link #poll}.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        object.detached().forEach(hook -> problems.add("the probe " + hook + " is detached"));
        if (!stopped && bss.getInt(stoppedAt) != 0) {
            problems.add("somebody told the probes to stop (map .bss, sw_stopped)");
        }
        if (ring.isConsumedByOthers()) {
            problems.add("somebody else reads the ring");
        }
        return problems;
    }

    @Override
    public int poll(RecordHandler handler, Duration maxWait) {
        int records = ring.drain(handler);
        if (records > 0) {
            return records;
        }
        long nap = System.nanoTime() - hurryUntil < 0 ? SHORT_NAP_NANOS : NAP_NANOS;
        LockSupport.parkNanos(nap);
        records = ring.drain(handler);
        if (records > 0) {
            return records;
        }
        if (nap == SHORT_NAP_NANOS) {
            return 0;
        }
        bss.setInt(asleepAt, 1);
        // The full fence pairs with the producer's commit: either it sees the flag or this sees its reservation.
        java.lang.invoke.VarHandle.fullFence();
        if (!ring.hasMore()) {
            ring.await((int) maxWait.toMillis());
        }
        bss.setInt(asleepAt, 0);
        return ring.drain(handler);
    }

    @Override
    public void stop() {
        stopped = true;
        bss.setInt(stoppedAt, 1);
        // Programs that were past the check finish within microseconds.
        LockSupport.parkNanos(SETTLE_NANOS);
    }

    @Override
    public SourceAccounts accounts() {
        if (LibBpf.bpf_map_lookup_elem(countersFd, key, counters) != 0) {
            return SourceAccounts.NONE;
        }
        Map<EventKind, Long> produced = new EnumMap<>(EventKind.class);
        Map<EventKind, Long> lost = new EnumMap<>(EventKind.class);
        Counters.sum(counters.getByteBuffer(0, counters.size()), cpus, produced, lost);
        return new SourceAccounts(produced, lost, missedRuns.count());
    }

    @Override
    public void close() {
        object.close();
        ring.close();
        targets.close();
        missedRuns.close();
        LibC.munmap(bss, bssBytes);
        key.close();
        counters.close();
    }
}
