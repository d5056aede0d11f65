// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.FileEvent;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.ProgramStatus;
import io.sealwatch.probe.Strategy;
import io.sealwatch.wire.RecordView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sensor under one strategy around {@code operations.c}, which does every operation once. */
final class OperationsStep implements GuestStep {
    private static final Duration WAIT = Duration.ofMillis(20);

    private final ProbeSettings settings;

    private OperationsStep(ProbeSettings settings) {
        this.settings = settings;
    }

    /** @param strategy {@code lsm}, {@code tracepoint} or {@code auto} */
    static OperationsStep under(String strategy) {
        return new OperationsStep(new ProbeSettings(
                ProbeSettings.DEFAULT_RING_BYTES,
                Strategy.valueOf(strategy.toUpperCase(Locale.ROOT)),
                false,
                false,
                List.of()));
    }

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        Path directory = guest.directory("files");
        // The program prepares itself before the sensor is there.
        Process process = guest.start("operations", directory.toString());
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Writer go = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            String first = said.readLine();
            if (!"ready".equals(first)) {
                throw new IOException("the operations could not be prepared: " + first);
            }
            watch(guest, directory, process, said, go);
        } finally {
            process.destroy();
        }
    }

    private void watch(Guest guest, Path directory, Process process, BufferedReader said, Writer go)
            throws IOException, InterruptedException {
        Deeds deeds = new Deeds((int) process.pid(), directory.toString());
        RecordView view = new RecordView();
        RecordHandler handler = (buffer, at, length) -> {
            if (view.wrap(buffer, at, length) == null && view.decode() instanceof FileEvent event) {
                deeds.saw(event);
            }
        };
        long before = System.nanoTime();
        try (LiveSource source = LiveSource.start(settings)) {
            describe(guest, source, (System.nanoTime() - before) / 1_000_000);
            go.write("\n");
            go.flush();
            List<String> lines = said.lines().toList();
            int status = process.waitFor();
            source.stop();
            while (source.poll(handler, WAIT) > 0) {}
            guest.print(guest.fact("accounts")
                    .put("status", status)
                    .put("produced", source.accounts().totalProduced())
                    .put("lost", source.accounts().totalLost()));
            List<JsonNode> did = new ArrayList<>();
            for (String line : lines) {
                did.add(Guest.JSON.readTree(line));
            }
            deeds.compare(did, guest);
        }
    }

    private static void describe(Guest guest, LiveSource source, long millis) {
        guest.print(guest.fact("started")
                .put("serves", source.strategy())
                .put("millis", millis)
                .put(
                        "attached",
                        source.programs().stream()
                                .filter(ProgramStatus::isAttached)
                                .count()));
        guest.printRefused(source.programs());
        source.givenUp()
                .forEach((family, reason) -> guest.print(
                        guest.fact("given-up").put("family", family.label()).put("message", reason)));
    }
}
