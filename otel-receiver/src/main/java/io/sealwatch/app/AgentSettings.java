// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import io.sealwatch.decoy.DecoySettings;
import io.sealwatch.exception.ExceptionRule;
import io.sealwatch.exception.ExceptionRules;
import io.sealwatch.otel.settings.InvalidSettings;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.otel.settings.SettingKey;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import io.sealwatch.respond.ResponseSettings;
import io.sealwatch.score.DetectorSettings;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.FlagThresholds;
import io.sealwatch.score.Pattern;
import io.sealwatch.score.Severity;
import io.sealwatch.volume.VolumeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every setting of the agent, from all origins, checked as a whole. The keys, defaults and meanings are here and nowhere
 * else: {@code sealwatch config} prints them.
 *
 * @param flags how events are flagged
 * @param detector when evidence is an alarm
 * @param decoys files that are planted to be touched
 * @param exceptions which processes raise no alarm
 * @param detects false for telemetry without a verdict
 * @param probes how the kernel side works
 * @param processCapacity most processes that are kept in mind
 * @param exitGrace how long an ended process is kept in mind
 * @param heartbeat time between two {@code sensor.status} events, zero for none
 * @param otlp what is exported, where to, and what happens when the collector is away
 * @param volume which events are not exported
 * @param redactCommandLines command lines are not reported
 * @param response what is done about a verdict
 * @param guard how the sensor watches and restrains itself
 */
record AgentSettings(
        FlagSettings flags,
        DetectorSettings detector,
        DecoySettings decoys,
        List<ExceptionRule> exceptions,
        boolean detects,
        ProbeSettings probes,
        int processCapacity,
        Duration exitGrace,
        Duration heartbeat,
        OtlpSettings otlp,
        VolumeSettings volume,
        boolean redactCommandLines,
        GuardSettings guard,
        ResponseSettings response) {

    /** Reads everything; throws with all problems at once. */
    static AgentSettings from(Settings settings) {
        AgentSettings read = new AgentSettings(
                flags(settings),
                detector(settings),
                decoys(settings),
                exceptions(settings),
                settings.flag("detection.enabled", true, "judge activities; without it only events are reported"),
                probes(settings),
                settings.number(
                        "processes.capacity", 1 << 16, 1024, 1 << 22, "most processes that are kept in mind at a time"),
                settings.duration(
                        "processes.exit-grace", Duration.ofSeconds(5), "how long an ended process is kept in mind"),
                settings.duration(
                        "heartbeat", Duration.ofSeconds(60), "time between two sensor.status events, 0 for none"),
                otlp(settings),
                volume(settings),
                settings.flag("privacy.redact-command-lines", false, "report no command lines"),
                GuardSettings.from(settings),
                response(settings));
        settings.check();
        return read;
    }

    private static FlagSettings flags(Settings settings) {
        FlagSettings base = FlagSettings.DEFAULT;
        FlagThresholds thresholds = new FlagThresholds(
                threshold(settings, "open", base.thresholds().open()),
                threshold(settings, "create", base.thresholds().create()),
                threshold(settings, "delete", base.thresholds().delete()),
                threshold(settings, "encrypt", base.thresholds().encrypt()));
        List<String> letters = settings.list(
                "flags.patterns",
                base.patterns().stream().map(Pattern::letters).toList(),
                "sequences of O(pen) C(reate) D(elete) E(ncrypt), 1 to 8 letters each, that make an event MAJ");
        Duration reset = settings.duration(
                "flags.reset-period", base.resetPeriod(), "a process's counts start anew after this long, 0 for never");
        Severity minimum = settings.choice(
                "flags.minimum-severity", base.minimumSeverity(), Severity.class, "events below it are not reported");
        FlagSettings.Mode mode = settings.choice(
                "flags.mode",
                base.mode(),
                FlagSettings.Mode.class,
                "normal: per process; classic: as the original detector, per thread and without reset");
        return settings.validated(
                "flags",
                base,
                () -> new FlagSettings(
                        thresholds, letters.stream().map(Pattern::new).toList(), reset, minimum, mode));
    }

    private static int threshold(Settings settings, String type, int otherwise) {
        return settings.number(
                "flags.thresholds." + type,
                otherwise,
                0,
                65535,
                "more " + type + " events of a process than this make its events MIN");
    }

    private static VolumeSettings volume(Settings settings) {
        VolumeSettings base = VolumeSettings.EVERYTHING;
        Severity minimum = settings.choice(
                "volume.minimum-severity", base.minimumSeverity(), Severity.class, "events below it are not exported");
        List<String> paths = settings.list(
                "volume.exclude-paths", List.of(), "events on files like /var/log/** are not exported, only counted");
        List<String> executables = settings.list(
                "volume.exclude-executables", List.of(), "events of programs like /usr/bin/rsync are not exported");
        return settings.validated("volume", base, () -> new VolumeSettings(minimum, paths, executables));
    }

    private static OtlpSettings otlp(Settings settings) {
        Map<String, String> own = new HashMap<>();
        Map<String, String> file = new HashMap<>();
        for (SettingKey setting : OtlpSettings.KEYS) {
            String key = "otlp." + setting.key();
            settings.delegated(key, setting.variable(), setting.otherwise(), setting.meaning(), setting.secret())
                    .ifPresent(value -> own.put(setting.key(), value));
            settings.inFile(key).ifPresent(value -> file.put(setting.key(), value));
        }
        try {
            return OtlpSettings.from(own, settings.environment(), file);
        } catch (InvalidSettings invalid) {
            invalid.problems().forEach(problem -> settings.problem("otlp", problem));
            return OtlpSettings.from(Map.of("enabled", "false"), Map.of(), Map.of());
        }
    }

    private static DetectorSettings detector(Settings settings) {
        DetectorSettings base = DetectorSettings.DEFAULT;
        int threshold = settings.number(
                "detection.threshold",
                (int) base.threshold(),
                1,
                100,
                "points out of 100 against what one process did that make an alarm");
        int groupThreshold = settings.number(
                "detection.group-threshold",
                (int) base.groupThreshold(),
                1,
                100,
                "likewise for what the children of one process did in single steps");
        return new DetectorSettings(
                threshold,
                groupThreshold,
                base.families(),
                base.halfLife(),
                base.groupHalfLife(),
                base.steps(),
                settings.number("detection.files", base.files(), 1024, 1 << 24, "most files remembered"),
                settings.number("detection.processes", base.processes(), 1024, 1 << 20, "most processes remembered"));
    }

    private static ResponseSettings response(Settings settings) {
        ResponseSettings base = ResponseSettings.OFF;
        ResponseSettings.Mode mode = settings.choice(
                "respond.mode",
                base.mode(),
                ResponseSettings.Mode.class,
                "off, stop or kill: what happens to the processes of a detected activity");
        boolean dryRun = settings.flag("respond.dry-run", base.dryRun(), "only say what would be done");
        boolean refuse = settings.flag(
                "respond.refuse", base.refuse(), "refuse their changes to files too, where the kernel allows it");
        List<String> protect = settings.list(
                "respond.protect", base.protect(), "executables and units such as postgresql.service, never touched");
        List<String> within = settings.list(
                "respond.within",
                base.within(),
                "control groups such as /user.slice; processes outside are not touched");
        return settings.validated("respond", base, () -> new ResponseSettings(mode, dryRun, refuse, protect, within));
    }

    private static DecoySettings decoys(Settings settings) {
        boolean enabled = settings.flag(
                "decoys.enabled", false, "plant files that nobody has a reason to change; removed on exit");
        List<String> directories = settings.list("decoys.directories", List.of(), "where, each an absolute path");
        String state = settings.text(
                "decoys.state-directory",
                DecoySettings.DEFAULT_STATE.toString(),
                "where the list of planted files is kept, so that a crash leaves none behind");
        return settings.validated(
                "decoys",
                DecoySettings.OFF,
                () -> new DecoySettings(
                        enabled, directories.stream().map(Path::of).toList(), Path.of(state)));
    }

    private static List<ExceptionRule> exceptions(Settings settings) {
        return ExceptionRules.read(
                settings.groups(
                        "exceptions", "who raises no alarm: executable, unit or cgroup, with reason and expires"),
                problem -> settings.problem("exceptions", problem));
    }

    private static ProbeSettings probes(Settings settings) {
        ProbeSettings base = ProbeSettings.defaults();
        long ring =
                settings.bytes("probes.ring-size", base.ringBytes(), "memory between kernel and agent, a power of two");
        Strategy strategy = settings.choice(
                "probes.strategy",
                base.strategy(),
                Strategy.class,
                "auto: the best hooks this kernel loads; lsm: only hooks inside the kernel; tracepoint: only system calls");
        OpenReports opens = settings.choice(
                "probes.read-only-opens",
                OpenReports.REPORT,
                OpenReports.class,
                "report: each one; count: one event per process and second");
        boolean crypto = settings.flag("probes.crypto", true, "observe libcrypto's init functions");
        boolean reads = settings.flag(
                "probes.sample-reads", base.sampleReads(), "look at what is read first of a file: what it was before");
        List<String> exclude = settings.list(
                "probes.crypto-exclude", List.of(), "libraries whose path starts with one of these are left alone");
        return settings.validated(
                "probes.ring-size",
                base,
                () -> new ProbeSettings(
                        (int) Math.min(ring, Integer.MAX_VALUE),
                        strategy,
                        opens == OpenReports.COUNT,
                        crypto,
                        exclude,
                        reads));
    }

    /** What happens to opens that cannot change a file. */
    private enum OpenReports {
        REPORT,
        COUNT
    }
}
