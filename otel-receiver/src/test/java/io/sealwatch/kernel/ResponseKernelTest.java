// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealwatch.event.ProcessKey;
import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.KernelResponse;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.PidSignals;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import io.sealwatch.procfs.ProcfsLiving;
import io.sealwatch.respond.Facts;
import io.sealwatch.respond.KernelSide;
import io.sealwatch.respond.KernelSide.Reach;
import io.sealwatch.respond.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The response on this kernel. Only processes that the test itself started are ever under a verdict; the whole agent runs
 * with its response limited to a control group of the attack's own.
 */
@KernelTest
final class ResponseKernelTest {
    private static final String WRITER = "while :; do echo x > %s; done";
    private static final int LONGEST_SECONDS = 10;
    private static final Path PROVER = Path.of("src/prove/prove.py");

    @TempDir
    private Path place;

    private final java.util.ArrayList<Process> started = new java.util.ArrayList<>();
    private final ProcfsLiving living = new ProcfsLiving();

    @AfterEach
    void endWhatWasStarted() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessUnderAVerdictIsStoppedAtItsNextCallAndItsTwinIsNot() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGSTOP))) {
            Process writer = shell(WRITER.formatted(place.resolve("a")));
            Process twin = shell(WRITER.formatted(place.resolve("b")));

            assertThat(source.targets().condemn(key(writer), Reach.PROCESS, BootClock.nanos()))
                    .isTrue();

            assertThat(waitFor(writer.pid(), "T")).isTrue();
            assertThat(state(twin.pid())).isNotEqualTo("T");
            assertThat(source.targets().counts().signals()).isPositive();
        }
    }

    @Test
    void aChildThatIsBornUnderAVerdictIsStoppedAsWell() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGSTOP))) {
            // Waiting for the first child is no call that is probed: the next one that is makes the second.
            Process parent = shell("sleep 0.7; sleep 1000; :");
            assertThat(within(() -> !living.children((int) parent.pid()).isEmpty()))
                    .isTrue();
            assertThat(source.targets().condemn(key(parent), Reach.PROCESS, BootClock.nanos()))
                    .isTrue();

            assertThat(waitFor(parent.pid(), "T")).isTrue();
            List<Integer> children = living.children((int) parent.pid());
            assertThat(children).isNotEmpty();
            for (int child : children) {
                assertThat(waitFor(child, "T")).as("child %d", child).isTrue();
            }
        }
    }

    @Test
    void aVerdictOnAParentReachesTheChildrenThatItHasAndNotTheirTwins() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGSTOP))) {
            Process parent = shell("(%s) & (%s) & wait"
                    .formatted(WRITER.formatted(place.resolve("a")), WRITER.formatted(place.resolve("b"))));
            Process twin = shell(WRITER.formatted(place.resolve("c")));
            assertThat(within(() -> living.children((int) parent.pid()).size() == 2))
                    .isTrue();

            source.targets().condemn(key(parent), Reach.WITH_CHILDREN, BootClock.nanos());

            for (int child : living.children((int) parent.pid())) {
                assertThat(waitFor(child, "T")).as("child %d", child).isTrue();
            }
            assertThat(state(twin.pid())).isNotEqualTo("T");
        }
    }

    @Test
    void killEndsTheProcess() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGKILL))) {
            Process writer = shell(WRITER.formatted(place.resolve("a")));

            source.targets().condemn(key(writer), Reach.PROCESS, BootClock.nanos());

            assertThat(writer.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(writer.exitValue()).isEqualTo(128 + Signals.SIGKILL);
        }
    }

    @Test
    void theVerdictIsForOneProcessAndNotForItsPid() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGKILL))) {
            Process writer = shell(WRITER.formatted(place.resolve("a")));
            ProcessKey before = new ProcessKey((int) writer.pid(), key(writer).startTicks() - 100);

            source.targets().condemn(before, Reach.PROCESS, BootClock.nanos());

            assertThat(writer.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(source.targets().counts().signals()).isZero();
        }
    }

    @Test
    void whoeverLetsAStoppedProcessGoOnIsNotOverruled() throws Exception {
        try (LiveSource source = LiveSource.start(probes(Signals.SIGSTOP))) {
            Process writer = shell(WRITER.formatted(place.resolve("a")));
            source.targets().condemn(key(writer), Reach.PROCESS, BootClock.nanos());
            assertThat(waitFor(writer.pid(), "T")).isTrue();
            TimeUnit.NANOSECONDS.sleep(KernelSide.LASTS_NANOS);

            try (Signals.Hold hold = new PidSignals().hold((int) writer.pid()).orElseThrow()) {
                assertThat(hold.send(18)).isZero();
            }

            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(state(writer.pid())).isNotEqualTo("T");
        }
    }

    @Test
    void whatDoesNotFitIsRefusedUntilOldVerdictsAreVoid() {
        try (LiveSource source = LiveSource.start(probes(0))) {
            KernelSide targets = source.targets();
            // nobody has such pids: the kernel's limit is below
            int pid = 1 << 22;
            int fitted = 0;
            while (targets.condemn(new ProcessKey(pid + fitted, 1), Reach.PROCESS, 1_000)) {
                fitted++;
            }

            assertThat(fitted).isEqualTo(4096);
            assertThat(targets.condemn(new ProcessKey(pid - 1, 1), Reach.PROCESS, 1_000 + KernelSide.LASTS_NANOS + 1))
                    .isTrue();
        }
    }

    /**
     * The whole agent: at most ten files, everybody stopped or dead, whatever the shape. At 100 files a second: what 500 cost is
     * a measurement (prove.py), and a test must not depend on how fast this machine is today.
     */
    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill"})
    void aLockerLosesAtMostTenFiles(String mode) throws Exception {
        List<String> shapes = List.of("create_delete", "workers16_create_delete", "forks_in_place");
        assumeTrue(Files.readString(Path.of("/proc/mounts")).contains(" cgroup2 "), "no unified control groups here");
        Process prover = start(new ProcessBuilder(
                        "python3",
                        PROVER.toString(),
                        "--respond",
                        mode,
                        "--files",
                        "150",
                        "--rate",
                        "100",
                        "--only",
                        String.join(",", shapes),
                        "--agent",
                        Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:+UseSerialGC -Xmx128m -cp "
                                + System.getProperty("java.class.path") + " io.sealwatch.app.Main run --output ndjson")
                .redirectErrorStream(true));

        String said = new String(prover.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        for (String shape : shapes) {
            Matcher row =
                    Pattern.compile("\\| " + shape + " \\| (\\d+) of 150 \\|").matcher(said);
            assertThat(row.find()).as(said).isTrue();
            assertThat(Integer.parseInt(row.group(1))).as(said).isBetween(1, 10);
        }
        assertThat(prover.waitFor()).as(said).isZero();
    }

    private static ProbeSettings probes(int signal) {
        return ProbeSettings.defaults().with(Strategy.TRACEPOINT).with(new KernelResponse(signal, false));
    }

    private Process shell(String script) throws IOException {
        return start(new ProcessBuilder("sh", "-c", script));
    }

    private Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        started.add(process);
        return process;
    }

    private ProcessKey key(Process process) {
        return living.look((int) process.pid()).map(Facts::key).orElseThrow();
    }

    private static boolean waitFor(long pid, String state) throws Exception {
        return within(() -> state(pid).equals(state));
    }

    private static boolean within(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }

    private static String state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }
}
