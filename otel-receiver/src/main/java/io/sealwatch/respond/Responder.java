// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.ResponseTaken.Action;
import io.sealwatch.event.ResponseTaken.Outcome;
import io.sealwatch.event.SensorEvent;
import io.sealwatch.event.Suspect;
import io.sealwatch.event.Suspect.Role;
import io.sealwatch.respond.KernelSide.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Stops or kills the processes of an activity at once when it is detected, and those that join it later. Each process is
 * given to the probes first and then signalled, so that it is hit whether it works, sleeps or is just being born.
 *
 * <p>A process is known by pid and start time, checked on a pidfd: a pid that was given away hits nobody. Bounded: the
 * processes that were dealt with longest ago are forgotten. Used by one thread.
 */
public final class Responder {
    private static final int MOST_REMEMBERED = 16_384;
    private static final int MOST_VERDICTS = 1024;
    private static final int ERRNO_GONE = 3;
    /** Enough for the compiler, and a matter of milliseconds. */
    private static final int ROUNDS = 200;

    private final ResponseSettings settings;
    private final LivingProcesses living;
    private final Signals signals;
    private final KernelSide kernel;
    private final LongSupplier bootClock;
    private final Protection protection;
    private final DriverRule drivers;
    private final SparedDrivers spared = new SparedDrivers();
    private final List<ResponseTaken> joined = new ArrayList<>();
    private final Map<String, Detection> verdicts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Detection> eldest) {
            return size() > MOST_VERDICTS;
        }
    };
    private final Map<ProcessKey, Given> given = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProcessKey, Given> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** What a process got, and for what. */
    private record Given(Detection verdict, Facts facts, Role role, Outcome outcome, long atNanos) {
        boolean isHit() {
            return outcome == Outcome.SIGNALLED || outcome == Outcome.SIGNALLED_ONLY;
        }
    }

    /**
     * @param self pid of the sensor, which is never touched
     * @param bootClock nanoseconds
     */
    public Responder(
            ResponseSettings settings,
            int self,
            LivingProcesses living,
            Signals signals,
            KernelSide kernel,
            LongSupplier bootClock) {
        this.settings = settings;
        this.living = living;
        this.signals = signals;
        this.kernel = kernel;
        this.bootClock = bootClock;
        this.protection = new Protection(living, self, settings);
        this.drivers = new DriverRule(living);
    }

    /**
     * A verdict: responds to every process of the activity that lives and was not dealt with.
     *
     * @param program that the worker runs whose event tipped the verdict
     */
    public List<ResponseTaken> respond(Detection verdict, FilePath program) {
        verdicts.put(verdict.activityId(), verdict);
        List<ResponseTaken> taken = new ArrayList<>();
        inRole(verdict, Role.DRIVER).forEach(this::condemnIfCertain);
        List<Facts> workers = new ArrayList<>();
        for (Suspect worker : inRole(verdict, Role.WORKER)) {
            hit(worker, verdict, taken).ifPresent(workers::add);
        }
        boolean driven = true;
        for (Suspect driver : inRole(verdict, Role.DRIVER)) {
            driven = identify(driver)
                    .map(facts -> stopDriver(facts, workers, verdict, taken))
                    .orElse(true);
        }
        spared.learn(verdict, program);
        inRole(verdict, Role.CHILD).forEach(child -> hit(child, verdict, taken));
        if (driven) {
            inRole(verdict, Role.KIN).forEach(kin -> hit(kin, verdict, taken));
        }
        // Children that no event has introduced, such as those from before the sensor.
        for (ResponseTaken each : List.copyOf(taken)) {
            if (each.action() != Action.NONE) {
                hitChildren(each.header().process().pid(), verdict, taken);
            }
        }
        return taken;
    }

    private static List<Suspect> inRole(Detection verdict, Role role) {
        return verdict.suspects().stream()
                .filter(suspect -> suspect.role() == role)
                .toList();
    }

    /**
     * The probes get a driver that can be told without a look at its workers before anybody is signalled: with it they have all
     * of its workers. It is signalled after them: one that is killed hands its children to another parent.
     */
    private void condemnIfCertain(Suspect driver) {
        if (!settings.dryRun()) {
            identify(driver)
                    .filter(facts -> DriverRule.isCertain(facts)
                            && !given.containsKey(facts.key())
                            && protection.reason(facts).isEmpty())
                    .ifPresent(facts -> kernel.condemn(facts.key(), reach(Role.DRIVER), bootClock.getAsLong()));
        }
    }

    private Reach reach(Role role) {
        return role == Role.DRIVER && !protection.goesByProgram() ? Reach.WITH_CHILDREN : Reach.PROCESS;
    }

    /** False when it is left alone, and with it what else it started. */
    private boolean stopDriver(Facts facts, List<Facts> workers, Detection verdict, List<ResponseTaken> taken) {
        Given before = given.get(facts.key());
        if (before != null) {
            return action(before.outcome()) != Action.NONE;
        }
        Optional<String> why = protection.reason(facts);
        Outcome outcome = Outcome.PROTECTED;
        if (why.isEmpty()) {
            why = drivers.spared(facts, workers);
            outcome = Outcome.SPARED;
        }
        if (why.isEmpty()) {
            return hit(new Suspect(facts.key(), Role.DRIVER, verdict.header().timeNanos()), verdict, taken)
                    .isPresent();
        }
        spared.add(facts.key(), verdict);
        record(facts, Role.DRIVER, verdict, outcome, why.get(), taken);
        return false;
    }

    /** A process went on with an activity that was detected before. */
    public void join(Suspect suspect, String activityId) {
        Detection verdict = verdicts.get(activityId);
        if (verdict != null && !given.containsKey(suspect.process())) {
            hit(suspect, verdict, joined);
        }
    }

    /**
     * Something happened: a process under a verdict may have made a child, or go on because somebody lets it; one that was
     * spared may start the next worker.
     */
    public List<SensorEvent> observe(Event event) {
        if (given.isEmpty()) {
            return List.of();
        }
        if (!joined.isEmpty()) {
            List<SensorEvent> late = List.copyOf(joined);
            joined.clear();
            return late;
        }
        Header header = event.header();
        kernel.settle(header.timeNanos());
        if (event instanceof ProcessExecuted exec) {
            return startedBySpared(exec);
        }
        Given known = given.get(header.process());
        if (known == null) {
            return List.of();
        }
        if (event instanceof ProcessExited) {
            given.remove(header.process());
            return List.of();
        }
        boolean late = header.timeNanos() - known.atNanos() > KernelSide.LASTS_NANOS;
        if (known.isHit() && late && settings.mode() == ResponseSettings.Mode.STOP) {
            given.put(
                    header.process(),
                    new Given(known.verdict(), known.facts(), known.role(), Outcome.CONTINUED, header.timeNanos()));
            return List.of(event(known.facts(), known.role(), known.verdict(), Outcome.CONTINUED, "", 0));
        }
        if (event instanceof ProcessForked fork && action(known.outcome()) != Action.NONE) {
            List<ResponseTaken> taken = new ArrayList<>();
            if (!given.containsKey(fork.child())) {
                hit(new Suspect(fork.child(), Role.CHILD, header.timeNanos()), known.verdict(), taken);
            }
            return List.copyOf(taken);
        }
        return List.of();
    }

    /** Goes through everything without touching anybody, so that the first verdict finds it loaded and compiled. */
    public void rehearse(ProcessKey self) {
        Header header = Header.ofSensor(bootClock.getAsLong());
        List<Suspect> sensor = List.of(new Suspect(self, Role.WORKER, 0), new Suspect(self, Role.DRIVER, 0));
        Detection verdict = new Detection(header, "rehearsal", "", "", 0, List.of(), List.of(), 0, 0, 0, 0, "", sensor);
        for (int round = 0; round < ROUNDS; round++) {
            respond(verdict, FilePath.EMPTY);
            living.children(self.pid());
            living.arguments(self.pid());
            if (settings.signal() != 0) {
                kernel.condemn(Header.SENSOR, Reach.PROCESS, bootClock.getAsLong());
                signals.hold(self.pid()).ifPresent(hold -> {
                    hold.send(0);
                    hold.close();
                });
            }
            given.clear();
        }
        verdicts.clear();
        spared.clear();
    }

    private List<SensorEvent> startedBySpared(ProcessExecuted exec) {
        return spared.verdictFor(exec)
                .filter(verdict -> !given.containsKey(exec.header().process()))
                .map(verdict -> {
                    List<ResponseTaken> taken = new ArrayList<>();
                    hit(
                            new Suspect(
                                    exec.header().process(),
                                    Role.WORKER,
                                    exec.header().timeNanos()),
                            verdict,
                            taken);
                    return List.<SensorEvent>copyOf(taken);
                })
                .orElse(List.of());
    }

    private void hitChildren(int pid, Detection verdict, List<ResponseTaken> taken) {
        for (int child : living.children(pid)) {
            Optional<Facts> facts = living.look(child).filter(found -> found.parentPid() == pid);
            if (facts.isPresent() && !given.containsKey(facts.get().key())) {
                hit(new Suspect(facts.get().key(), Role.CHILD, bootClock.getAsLong()), verdict, taken);
                hitChildren(child, verdict, taken);
            }
        }
    }

    /** The living process that is meant; empty when it is gone. */
    private Optional<Facts> identify(Suspect suspect) {
        return living.look(suspect.process().pid()).filter(facts -> isSame(facts, suspect));
    }

    /** When nobody saw its start, it is the one that had the pid then if it is old enough. */
    private static boolean isSame(Facts facts, Suspect suspect) {
        long start = suspect.process().startTicks();
        return start == 0
                ? facts.key().startNanos() <= suspect.knownNanos()
                : facts.key().startTicks() == start;
    }

    /** Empty when it is gone or left alone. */
    private Optional<Facts> hit(Suspect suspect, Detection verdict, List<ResponseTaken> taken) {
        try (Signals.Hold hold = signals.hold(suspect.process().pid()).orElse(null)) {
            Optional<Facts> found = hold == null ? Optional.empty() : identify(suspect);
            if (hold == null || found.isEmpty() || given.containsKey(found.get().key())) {
                return Optional.empty();
            }
            Facts facts = found.get();
            Optional<String> reason = protection.reason(facts);
            if (reason.isPresent()) {
                record(facts, suspect.role(), verdict, Outcome.PROTECTED, reason.get(), taken);
                return Optional.empty();
            }
            if (settings.dryRun()) {
                record(facts, suspect.role(), verdict, Outcome.NOT_DONE, "", taken);
                return found;
            }
            boolean room = kernel.condemn(facts.key(), reach(suspect.role()), bootClock.getAsLong());
            int error = hold.send(settings.signal());
            if (error == ERRNO_GONE) {
                return Optional.empty();
            }
            if (error != 0) {
                record(facts, suspect.role(), verdict, Outcome.FAILED, "errno " + error, taken);
                return Optional.empty();
            }
            record(facts, suspect.role(), verdict, room ? Outcome.SIGNALLED : Outcome.SIGNALLED_ONLY, "", taken);
            return found;
        }
    }

    private void record(
            Facts facts, Role role, Detection verdict, Outcome outcome, String why, List<ResponseTaken> taken) {
        long now = bootClock.getAsLong();
        Given what = new Given(verdict, facts, role, outcome, now);
        given.put(facts.key(), what);
        long delay = what.isHit() ? Math.max(0, now - verdict.header().timeNanos()) : 0;
        taken.add(event(facts, role, verdict, outcome, why, delay));
    }

    private ResponseTaken event(Facts facts, Role role, Detection verdict, Outcome outcome, String why, long delay) {
        int pid = facts.key().pid();
        Header header = new Header(
                bootClock.getAsLong(), facts.key(), pid, facts.parentPid(), facts.userId(), 0, facts.name(), false);
        return new ResponseTaken(
                header,
                verdict.activityId(),
                action(outcome),
                outcome,
                role,
                why,
                delay,
                verdict.reasons(),
                verdict.filesAffected());
    }

    private Action action(Outcome outcome) {
        boolean stop = settings.mode() == ResponseSettings.Mode.STOP;
        return switch (outcome) {
            case SIGNALLED, SIGNALLED_ONLY -> stop ? Action.STOP : Action.KILL;
            case NOT_DONE -> stop ? Action.WOULD_STOP : Action.WOULD_KILL;
            case PROTECTED, SPARED, FAILED, CONTINUED -> Action.NONE;
        };
    }
}
