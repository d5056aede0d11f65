// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The sensor as a user runs it: the jar, in a process of its own, and what it printed. */
final class SensorProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 100;
    private static final String ATTACHED = "probes attached";

    private final Process process;
    private final Thread reader;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private SensorProcess(Process process, Predicate<JsonNode> kept) {
        this.process = process;
        this.reader = new Thread(() -> read(kept), "sensor-output");
    }

    /**
     * Returns when the probes are attached.
     *
     * @param kept which events are wanted
     * @param settings each {@code key=value}
     */
    static SensorProcess start(Predicate<JsonNode> kept, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djna.nosys=true",
                "-Djna.tmpdir=/tmp",
                "-cp",
                System.getProperty("java.class.path").split(":", 2)[0],
                "io.sealwatch.app.Main",
                "run",
                "--output",
                "ndjson"));
        for (String setting : settings) {
            command.add("--set");
            command.add(setting);
        }
        SensorProcess sensor = new SensorProcess(new ProcessBuilder(command).start(), kept);
        try {
            sensor.reader.start();
            sensor.awaitAttached();
        } catch (IOException failure) {
            sensor.process.destroyForcibly();
            throw failure;
        }
        return sensor;
    }

    private void awaitAttached() throws IOException {
        BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
        List<String> before = new ArrayList<>();
        String line = messages.readLine();
        while (line != null && !line.contains(ATTACHED)) {
            before.add(line);
            line = messages.readLine();
        }
        if (line == null) {
            throw new IOException("the sensor did not start: " + String.join(" / ", before));
        }
        // What it says goes where the machine's log is: a sensor that gave up says why there.
        Thread rest = new Thread(() -> messages.lines().forEach(System.err::println), "sensor-messages");
        rest.setDaemon(true);
        rest.start();
    }

    private void read(Predicate<JsonNode> kept) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                JsonNode event = Guest.JSON.readTree(line);
                if (kept.test(event)) {
                    events.add(event);
                }
                line = lines.readLine();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until such an event was printed, or for this long: a sensor that has just attached is not at work yet. */
    void await(Predicate<JsonNode> event, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (events.stream().noneMatch(event) && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Asks it to end, and returns everything that was kept. */
    List<JsonNode> stop() throws InterruptedException {
        // By its handle: Process.destroy would also close the pipe that the last events come through.
        process.toHandle().destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the sensor did not end when it was asked to");
        }
        reader.join();
        return List.copyOf(events);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
