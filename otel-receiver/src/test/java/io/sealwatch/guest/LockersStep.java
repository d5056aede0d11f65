// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The whole sensor against {@code lockers.c}: what it detects, after how many files, and that it leaves harmless work alone. */
final class LockersStep implements GuestStep {
    /** The harmless ones first, so that nothing of a locker can be charged to them. */
    private static final List<String> MODES = List.of("ring-benign", "mapped-benign", "ring", "mapped");

    private static final int FILES = 80;
    private static final long SETTLE_MILLIS = 1000;
    private static final String DETECTION = "ransomware.detection";

    private final String strategy;

    LockersStep(String strategy) {
        this.strategy = strategy;
    }

    private record Run(String mode, Process process, List<JsonNode> done) {}

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        // Prepared before the sensor is there: rings and mappings can be older than it.
        List<Run> runs = new ArrayList<>();
        for (String mode : MODES) {
            Path sandbox = guest.directory(mode).resolve("sandbox");
            Process process = guest.start("lockers", mode, sandbox.toString(), Integer.toString(FILES));
            runs.add(new Run(mode, process, new ArrayList<>()));
        }
        List<BufferedReader> outputs = new ArrayList<>();
        for (Run run : runs) {
            BufferedReader said = run.process().inputReader(StandardCharsets.UTF_8);
            String first = said.readLine();
            if (!"ready".equals(first)) {
                throw new IOException(run.mode() + " could not be prepared: " + first);
            }
            outputs.add(said);
        }
        try (SensorProcess sensor = SensorProcess.start(
                event -> event.path("event_name").asText().equals(DETECTION),
                "probes.strategy=" + strategy,
                "probes.crypto=false")) {
            for (int i = 0; i < runs.size(); i++) {
                work(runs.get(i), outputs.get(i));
            }
            Thread.sleep(SETTLE_MILLIS);
            List<JsonNode> detections = sensor.stop();
            for (Run run : runs) {
                report(guest, run, detections);
            }
        } finally {
            runs.forEach(run -> run.process().destroyForcibly());
        }
    }

    private static void work(Run run, BufferedReader said) throws IOException, InterruptedException {
        try (Writer go = new OutputStreamWriter(run.process().getOutputStream(), StandardCharsets.UTF_8)) {
            go.write("\n");
        }
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            run.done().add(Guest.JSON.readTree(line));
        }
        if (run.process().waitFor() != 0) {
            throw new IOException(run.mode() + " ended with " + run.process().exitValue());
        }
    }

    private static void report(Guest guest, Run run, List<JsonNode> detections) {
        List<JsonNode> own = detections.stream()
                .filter(detection ->
                        detection.path("process.pid").asLong() == run.process().pid())
                .toList();
        long lost = run.done().size();
        String reasons = "";
        if (!own.isEmpty()) {
            Instant when = Instant.parse(own.get(0).get("timestamp").asText());
            long nanos = when.getEpochSecond() * 1_000_000_000L + when.getNano();
            lost = run.done().stream()
                    .filter(file -> file.get("nanos").asLong() < nanos)
                    .count();
            List<String> words = new ArrayList<>();
            own.get(0).path("ransomware.reasons").forEach(reason -> words.add(reason.asText()));
            reasons = String.join("; ", words);
        }
        guest.print(guest.fact("locker")
                .put("mode", run.mode())
                .put("files", run.done().size())
                .put("detections", own.size())
                .put("elsewhere", detections.size())
                .put("lost", lost)
                .put("reasons", reasons));
    }
}
