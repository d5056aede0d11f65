// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `sealwatch run` still may do once it runs, seen from outside. */
@KernelTest
final class SealedRunKernelTest {
    /** CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, KILL, SYS_PTRACE */
    private static final long KEPT = 0x8002FL;

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String LISTENING = "0A";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyThreadIsFilteredTheWorkingOnesHaveDroppedTheirCapabilitiesAndNoPortIsOpen()
            throws IOException, InterruptedException {
        Process sensor = start();
        try {
            awaitAttached(sensor);
            Map<String, Map<String, String>> threads = threads(sensor.pid());
            assertThat(threads).isNotEmpty().allSatisfy((thread, status) -> {
                assertThat(status).as(thread).containsEntry("Seccomp", "2").containsEntry("NoNewPrivs", "1");
            });
            // The JVM names its first Java thread after the program.
            assertThat(threads.entrySet().stream()
                            .filter(thread -> Long.parseUnsignedLong(
                                                    thread.getValue().get("CapEff"), 16)
                                            == KEPT
                                    && Long.parseUnsignedLong(thread.getValue().get("CapPrm"), 16) == KEPT)
                            .map(thread -> thread.getKey().replaceFirst(" .*", "")))
                    .as("threads that do the sensor's work")
                    .contains("java", "sealwatch-otlp-");
            assertThat(listening(sensor.pid())).isEmpty();
            assertThat(Files.getPosixFilePermissions(folder.resolve("spool/logs")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        } finally {
            sensor.destroy();
            sensor.waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(sensor.exitValue()).isZero();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.sealwatch.app.Main",
                        "run",
                        "--output",
                        "none",
                        "-s",
                        "otlp.endpoint=http://127.0.0.1:9",
                        "-s",
                        "otlp.enabled=true",
                        "-s",
                        "otlp.spool.directory=" + folder.resolve("spool"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Until it says that it is attached, and then until it has sealed itself and begun to export. */
    private static void awaitAttached(Process sensor) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader errors = sensor.errorReader();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.contains("cannot be delivered")) {
                return;
            }
            said.add(line);
        }
        throw new AssertionError("the sensor ended: " + said);
    }

    private static Map<String, Map<String, String>> threads(long pid) throws IOException {
        Map<String, Map<String, String>> threads = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                Map<String, String> status = new TreeMap<>();
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    String[] parts = line.split(":\\s*", 2);
                    status.put(parts[0], parts.length > 1 ? parts[1] : "");
                }
                threads.put(status.get("Name") + " " + task.getFileName(), status);
            }
        }
        return threads;
    }

    /** Empty for a descriptor that was closed meanwhile. */
    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return "";
        }
    }

    private static List<String> listening(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path fd : fds) {
                Matcher socket = SOCKET.matcher(target(fd));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && inodes.contains(fields[9])) {
                    listening.add(line);
                }
            }
        }
        return listening;
    }
}
