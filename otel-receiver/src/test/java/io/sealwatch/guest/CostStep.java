// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileEvent;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import io.sealwatch.wire.RecordView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What {@code cost.c} pays for its operations without probes and under each strategy, side by side: rounds of all three.
 * Each round is also counted: what it did, and what was seen of it.
 */
final class CostStep implements GuestStep {
    private static final Duration WAIT = Duration.ofMillis(5);
    private static final int ROUNDS = 3;
    private static final int TIMES = 500;
    private static final List<String> MODES = List.of("none", "tracepoint", "lsm");

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        Path directory = guest.directory("files");
        Process process = guest.start("cost", directory.toString(), Integer.toString(TIMES));
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Writer go = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            if (!"ready".equals(said.readLine())) {
                throw new IOException("the operations could not be prepared");
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String mode : MODES) {
                    new Round(guest, mode, round, (int) process.pid()).run(said, go);
                }
            }
        } finally {
            process.destroy();
        }
    }

    /** One mode once. */
    private static final class Round {
        private final Guest guest;
        private final String mode;
        private final int number;
        private final int pid;
        private final Map<String, Long> seen = new TreeMap<>();
        private final RecordView view = new RecordView();

        Round(Guest guest, String mode, int number, int pid) {
            this.guest = guest;
            this.mode = mode;
            this.number = number;
            this.pid = pid;
        }

        void run(BufferedReader said, Writer go) throws IOException, InterruptedException {
            if (mode.equals("none")) {
                report(start(said, go).join(), 0);
                return;
            }
            ProbeSettings settings =
                    ProbeSettings.defaults().with(Strategy.valueOf(mode.toUpperCase(java.util.Locale.ROOT)));
            RecordHandler handler = (buffer, at, length) -> {
                if (view.wrap(buffer, at, length) == null) {
                    saw(view.decode());
                }
            };
            try (LiveSource source = LiveSource.start(settings)) {
                CompletableFuture<List<JsonNode>> did = start(said, go);
                while (!did.isDone()) {
                    source.poll(handler, WAIT);
                }
                source.stop();
                while (source.poll(handler, WAIT) > 0) {}
                report(did.get(), source.accounts().totalLost());
            } catch (ExecutionException broken) {
                throw new IOException(broken);
            }
        }

        private void saw(Event event) {
            if (event instanceof FileEvent file
                    && file.errno() == 0
                    && file.header().process().pid() == pid) {
                seen.merge(file.kind().name(), 1L, Long::sum);
            }
        }

        private void report(List<JsonNode> did, long lost) {
            for (JsonNode operation : did) {
                String kind = operation.get("kind").asText();
                guest.print(guest.fact("cost")
                        .put("mode", mode)
                        .put("round", number)
                        .put("operation", operation.get("operation").asText())
                        .put("ns", operation.get("ns").asDouble())
                        .put("kind", kind)
                        .put("events", operation.get("events").asLong())
                        .put("seen", seen.getOrDefault(kind, 0L))
                        .put("lost", lost));
            }
        }

        private static CompletableFuture<List<JsonNode>> start(BufferedReader said, Writer go) throws IOException {
            go.write("\n");
            go.flush();
            return CompletableFuture.supplyAsync(() -> {
                try {
                    List<JsonNode> lines = new ArrayList<>();
                    for (String line = said.readLine(); line != null && !line.equals("end"); line = said.readLine()) {
                        lines.add(Guest.JSON.readTree(line));
                    }
                    return lines;
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        }
    }
}
