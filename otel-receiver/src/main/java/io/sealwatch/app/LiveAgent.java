// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.console.AccountsSummary;
import io.sealwatch.console.ExportSummary;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.decoy.PlantedDecoys;
import io.sealwatch.guard.FileTrust;
import io.sealwatch.guard.Seal;
import io.sealwatch.guard.ServiceManager;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.settings.SpoolSettings;
import io.sealwatch.pipeline.ActivityDetection;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProgramStatus;
import io.sealwatch.procfs.Host;
import io.sealwatch.procfs.ProcfsSource;
import io.sealwatch.recording.RecordingHeader;
import io.sealwatch.recording.RecordingWriter;
import io.sealwatch.score.ActivityDetector;
import io.sealwatch.wire.AbiCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The probes, attached, and everything that turns what they say into output. */
final class LiveAgent implements AutoCloseable {
    private final LiveSource source;
    private final AgentSettings settings;
    private final HostIdentity host;
    private final PlantedDecoys decoys;
    private SelfWatch watch = SelfWatch.none();
    private Optional<Canary> canary = Optional.empty();

    private LiveAgent(LiveSource source, AgentSettings settings, HostIdentity host, PlantedDecoys decoys) {
        this.decoys = decoys;
        this.source = source;
        this.settings = settings;
        this.host = host;
    }

    /** Attaches; throws {@link io.sealwatch.probe.ProbeException} when the sensor cannot work here. */
    static LiveAgent start(AgentSettings settings) {
        Response.prepare(settings);
        PlantedDecoys decoys =
                PlantedDecoys.plant(settings.decoys(), notice -> System.err.println("sealwatch: " + notice));
        try {
            LiveAgent agent = new LiveAgent(
                    LiveSource.start(Response.probes(settings.probes(), settings.response())),
                    settings,
                    identity(),
                    decoys);
            agent.announce();
            return agent;
        } catch (RuntimeException failure) {
            decoys.close();
            throw failure;
        }
    }

    static HostIdentity identity() {
        Host host = Host.detect();
        return new HostIdentity(host.id(), host.name(), host.bootId(), BootClock.epochNanos());
    }

    private void announce() {
        List<ProgramStatus> programs = source.programs();
        long attached = programs.stream().filter(ProgramStatus::isAttached).count();
        System.err.println(Ansi.AUTO.string("@|faint sealwatch: " + attached + " probes attached on " + host.hostName()
                + ", strategy " + source.strategy() + "; ctrl-c ends|@"));
        Response.announcement(settings.response()).ifPresent(line -> System.err.println("sealwatch: " + line));
        programs.stream()
                .filter(status -> status.state() == ProgramStatus.State.REFUSED)
                .collect(Collectors.groupingBy(ProgramStatus::detail, TreeMap::new, Collectors.toList()))
                .forEach(LiveAgent::announceRefused);
        if (!decoys.paths().isEmpty()) {
            System.err.println("sealwatch: " + decoys.paths().size() + " decoys planted");
        }
    }

    private static void announceRefused(String reason, List<ProgramStatus> programs) {
        String which = programs.get(0).hook();
        if (programs.size() > 1) {
            which = programs.size() + " hooks (such as " + which + ")";
        }
        System.err.println("sealwatch: degraded, refused: " + which + ": " + reason);
    }

    /** Throws when what is spooled could be read or forged by others. */
    private void checkSpool() {
        List<String> problems = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            settings.otlp().spool(signal).map(SpoolSettings::directory).ifPresent(folder -> {
                try {
                    problems.addAll(FileTrust.ofPrivateFolder(folder));
                } catch (IOException unusable) {
                    problems.add("the spool " + folder + " cannot be used: " + unusable.getMessage());
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new UserException(ExitCode.USAGE, String.join("\n", problems));
        }
    }

    /** Files are private from now on, and what only attaching needed is given up: call it before anything else starts. */
    void seal() {
        FileTrust.keepPrivate();
        checkSpool();
        if (settings.guard().dropPrivileges()) {
            Seal.apply().ifPresent(reason -> System.err.println("sealwatch: not sealed: " + reason));
        }
    }

    /** The sensor looks at itself from now on, and tells the service manager. */
    void watchItself() {
        if (!settings.guard().canary().isZero()) {
            try {
                canary = Optional.of(Canary.create());
            } catch (IOException noFolder) {
                System.err.println("sealwatch: no canary: " + noFolder.getMessage());
            }
        }
        watch = new SelfWatch(
                settings.guard(), source::problems, canary.orElse(null), ServiceManager.of(System.getenv()));
    }

    HostIdentity host() {
        return host;
    }

    /** Runs until the time is over or the program is asked to end, and prints the accounts. */
    void run(Delivery delivery, Duration longest) {
        run(delivery, longest, session -> {});
    }

    /** @param started called once, when events are about to be taken */
    void run(Delivery delivery, Duration longest, Consumer<Session> started) {
        Function<ActivityDetector, Detector> acting =
                detector -> Response.detector(detector, settings.response(), source);
        run(source, new ProcfsSource(), acting, delivery, health(delivery), longest, started, () -> {});
    }

    /** The same, with everything that comes in written to a recording as well. */
    void record(Path file, Delivery delivery, Duration longest) {
        RecordingHeader header =
                new RecordingHeader(AbiCheck.VERSION, host, System.currentTimeMillis() * 1_000_000L, Version.text());
        try (RecordingWriter writer = RecordingWriter.create(file, header)) {
            // The sensor's own heartbeat is not in the ring: a replay could not repeat it.
            run(
                    writer.tee(source),
                    writer.tee(new ProcfsSource()),
                    // A recording is of what happens, not of what is done about it.
                    ActivityDetection::new,
                    delivery,
                    Session.Health.SILENT,
                    longest,
                    session -> {},
                    writer::close);
            System.err.printf("sealwatch: %,d records in %s%n", writer.records(), file);
        }
    }

    private void run(
            EventSource events,
            ProcessSource processes,
            Function<ActivityDetector, Detector> acting,
            Delivery delivery,
            Session.Health health,
            Duration longest,
            Consumer<Session> started,
            Runnable finish) {
        List<Detector> detectors = new ArrayList<>(Detectors.live(settings, host, decoys, acting));
        canary.ifPresent(detectors::add);
        Session session = new Session(
                events, processes, settings, host, detectors, delivery.sinks(), health, watch, BootClock::nanos);
        GracefulStop stop = GracefulStop.install(session, settings.otlp().stopTimeout());
        try {
            started.accept(session);
            session.run(longest);
            System.err.println(AccountsSummary.of(
                    session.accounts(), source.accounts(), delivery.skipped().getAsLong()));
            ExportSummary.of(delivery.exportAccounts().get()).forEach(System.err::println);
        } finally {
            canary.ifPresent(Canary::remove);
            // Whoever asked the program to end may end it from here on, so what must be complete is completed first.
            finish.run();
            decoys.close();
            stop.done();
        }
    }

    private Session.Health health(Delivery delivery) {
        List<String> missing = source.programs().stream()
                .filter(status -> status.state() == ProgramStatus.State.REFUSED)
                .map(ProgramStatus::hook)
                .toList();
        return new Session.Health(
                settings.heartbeat(), source.strategy(), missing, () -> accounts(delivery), delivery.earlierLosses());
    }

    private Map<String, Long> accounts(Delivery delivery) {
        Map<String, Long> all = new TreeMap<>(delivery.exportAccounts().get());
        if (settings.response().signal() != 0) {
            all.putAll(Response.accounts(source.targets()));
        }
        return all;
    }

    @Override
    public void close() {
        decoys.close();
        source.close();
    }
}
