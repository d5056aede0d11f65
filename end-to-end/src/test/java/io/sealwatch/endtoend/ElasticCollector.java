// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The OpenTelemetry Collector with {@code elasticsearchexporter} in its default mapping mode, otel, built by {@code
 * build/otelcol/build.sh --elasticsearch}. Where it cannot be built, tests that ask for it are skipped and say why.
 */
final class ElasticCollector implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final int port;

    private ElasticCollector(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static ElasticCollector start(Path directory, URI elasticsearch) throws IOException, InterruptedException {
        Path binary = binary(directory);
        int port = freePort();
        // The batch is flushed soon, because a test waits; all else is the default.
        Path config = Files.writeString(directory.resolve("collector.yaml"), """
                receivers:
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
                exporters:
                  elasticsearch:
                    endpoint: "%s"
                    sending_queue: {batch: {flush_timeout: 200ms}}
                    retry: {retry_on_status: [429, 500, 502, 503, 504]}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    logs: {receivers: [otlp], exporters: [elasticsearch]}
                    traces: {receivers: [otlp], exporters: [elasticsearch]}
                """.formatted(port, elasticsearch));
        Path log = directory.resolve("collector.log");
        Process process = new ProcessBuilder(binary.toString(), "--config=" + config)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(port));
        return new ElasticCollector(process, log, port);
    }

    private static Path binary(Path directory) throws IOException, InterruptedException {
        Path script = Path.of("..", "build", "otelcol", "build.sh");
        Path errors = directory.resolve("build.log");
        Process build = new ProcessBuilder(script.toString(), "--elasticsearch")
                .redirectError(errors.toFile())
                .start();
        String path = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
        int code = build.waitFor();
        // Whose Go proxy it was is nobody's business in a test report.
        String reason = Files.readString(errors).strip().replaceAll("https?://\\S+", "(address)");
        assumeTrue(code == 0, "NOT RUN through a real collector: " + reason);
        return Path.of(path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sends log records that no agent of ours would send, as OTLP in JSON. */
    void send(String resourceLogs) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/v1/logs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"resourceLogs\":[" + resourceLogs + "]}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("collector: HTTP " + answer.statusCode() + " " + answer.body());
        }
    }

    /** What it had to complain about: documents that Elasticsearch refused are among it. */
    List<String> complaints() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.contains("\terror\t") || line.contains("\twarn\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; what it still had is written first. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
