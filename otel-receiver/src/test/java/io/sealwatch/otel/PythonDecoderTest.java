// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.event.Event;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.wire.SampleEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our requests read by the Python classes of the protocol: an implementation that shares nothing with ours. */
class PythonDecoderTest {
    private static final String PACKAGE = "opentelemetry-proto==1.45.2";

    @TempDir
    Path directory;

    @Test
    void everyBodyFollowsTheSchemaAndHoldsWhatWasSent() throws Exception {
        Path python = python();
        long records = send();
        String printed = run(python.toString(), "src/test/python/decode_otlp.py", directory.toString());
        JsonNode found = new ObjectMapper().readTree(printed);
        assertThat(found.path("records").asLong()).isEqualTo(records);
        List<Long> sequences = new ArrayList<>();
        found.path("sequences").forEach(number -> sequences.add(number.asLong()));
        assertThat(sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records).boxed().toList());
        assertThat(found.path("spans").asLong()).isEqualTo(7);
        assertThat(found.path("metrics").toString()).contains("sealwatch.export.dropped", "sealwatch.export.queued");
    }

    /** Sends all kinds of events to a receiver that keeps the bodies, and returns how many records they were. */
    private long send() throws IOException {
        AtomicInteger number = new AtomicInteger(100_000);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", exchange -> {
            String signal =
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
            Files.write(
                    directory.resolve(signal + "-" + number.incrementAndGet() + ".bin"),
                    exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            return send("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static long send(String url) {
        EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(3));
        OtlpSettings settings = OtlpSettings.from(Map.of(), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url), Map.of());
        OtelSink sink = OtelSink.create(settings, Synthetic.HOST, true, "1", episodes, line -> {});
        try (sink) {
            Synthetic events = new Synthetic();
            for (Event event : SampleEvents.all()) {
                sink.accept(events.of(event));
            }
            for (int i = 0; i < 5_000; i++) {
                Observation observation = events.write(20 + i % 7, 1, i, "/home/anna/f-" + i);
                episodes.accept(observation);
                sink.accept(observation);
            }
        }
        return sink.logAccounts().delivered();
    }

    /** A Python with the package, made once beside the other tools of the tests; skipped where that does not work. */
    private static Path python() throws Exception {
        Path home = Path.of(System.getProperty("user.home"), ".cache", "sealwatch", PACKAGE.replace("==", "-"));
        Path python = home.resolve("bin/python3");
        if (!Files.exists(home.resolve("complete"))) {
            try {
                run("python3", "-m", "venv", home.toString());
                run(python.toString(), "-m", "pip", "install", "--quiet", PACKAGE);
                Files.createFile(home.resolve("complete"));
            } catch (IOException | AssertionError unavailable) {
                assumeTrue(false, "no Python with " + PACKAGE + ": " + unavailable.getMessage());
            }
        }
        return python;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("python", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return printed;
    }
}
