// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The real OpenTelemetry Collector, built by {@code build/otelcol/build.sh} and run as a child: OTLP in, one file of JSON
 * lines per signal out. Where it cannot be built, tests that ask for it are skipped and say why.
 */
public final class Collector implements AutoCloseable {
    private final Path directory;
    private final Process process;
    private final int httpPort;
    private final int grpcPort;

    private Collector(Path directory, Process process, int httpPort, int grpcPort) {
        this.directory = directory;
        this.process = process;
        this.httpPort = httpPort;
        this.grpcPort = grpcPort;
    }

    public static Collector start(Path directory) throws IOException, InterruptedException {
        return start(directory, freePort(), freePort());
    }

    public static Collector start(Path directory, int httpPort, int grpcPort) throws IOException, InterruptedException {
        Path binary = binary();
        Path config = Files.writeString(directory.resolve("collector.yaml"), """
                receivers:
                  otlp:
                    protocols:
                      http: {endpoint: "127.0.0.1:%d"}
                      grpc: {endpoint: "127.0.0.1:%d"}
                exporters:
                  file/logs: {path: "%s/logs.json", append: true}
                  file/traces: {path: "%s/traces.json", append: true}
                  file/metrics: {path: "%s/metrics.json", append: true}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    logs: {receivers: [otlp], exporters: [file/logs]}
                    traces: {receivers: [otlp], exporters: [file/traces]}
                    metrics: {receivers: [otlp], exporters: [file/metrics]}
                """.formatted(
                        httpPort, grpcPort, directory, directory, directory));
        Process process = new ProcessBuilder(binary.toString(), "--config=" + config)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("collector.log").toFile()))
                .start();
        Collector collector = new Collector(directory, process, httpPort, grpcPort);
        await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(httpPort) && isOpen(grpcPort));
        return collector;
    }

    private static Path binary() throws IOException, InterruptedException {
        Path script = Path.of("..", "build", "otelcol", "build.sh");
        assumeTrue(Files.isExecutable(script), "there is no " + script.toAbsolutePath());
        Path log = Files.createTempFile("otelcol", ".log");
        Process build = new ProcessBuilder(script.toString())
                .redirectError(log.toFile())
                .start();
        String path = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = build.waitFor();
        assumeTrue(code == 0, () -> "no collector to test against: " + readQuietly(log));
        Files.delete(log);
        return Path.of(path);
    }

    private static String readQuietly(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    public static int freePort() throws IOException {
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

    public String httpUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    public String grpcUrl() {
        return "http://127.0.0.1:" + grpcPort;
    }

    /** Every record of a signal that the collector wrote, in order. The collector must be closed. */
    public List<JsonNode> records(String signal, String resources, String scopes, String records) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Path file = directory.resolve(signal + ".json");
        if (!Files.exists(file)) {
            return all;
        }
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            for (JsonNode resource : mapper.readTree(line).path(resources)) {
                for (JsonNode scope : resource.path(scopes)) {
                    scope.path(records).forEach(all::add);
                }
            }
        }
        return all;
    }

    public List<JsonNode> logs() throws IOException {
        return records("logs", "resourceLogs", "scopeLogs", "logRecords");
    }

    /** The log records of each run of the agent, by {@code service.instance.id}. */
    public Map<String, List<JsonNode>> logsByInstance() throws IOException {
        Map<String, List<JsonNode>> all = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(directory.resolve("logs.json"))) {
            for (JsonNode resource : mapper.readTree(line).path("resourceLogs")) {
                String instance = attribute(resource.path("resource"), "service.instance.id")
                        .path("stringValue")
                        .asText();
                for (JsonNode scope : resource.path("scopeLogs")) {
                    scope.path("logRecords").forEach(all.computeIfAbsent(instance, each -> new ArrayList<>())::add);
                }
            }
        }
        return all;
    }

    /** The value of an attribute of a record or a resource, missing when it has none of that name. */
    public static JsonNode attribute(JsonNode holder, String name) {
        for (JsonNode attribute : holder.path("attributes")) {
            if (attribute.path("key").asText().equals(name)) {
                return attribute.path("value");
            }
        }
        return MissingNode.getInstance();
    }

    public List<JsonNode> spans() throws IOException {
        return records("traces", "resourceSpans", "scopeSpans", "spans");
    }

    public List<JsonNode> metrics() throws IOException {
        return records("metrics", "resourceMetrics", "scopeMetrics", "metrics");
    }

    /** The attributes of the first resource of a signal. */
    public JsonNode resource(String signal, String resources) throws IOException {
        String line = Files.readAllLines(directory.resolve(signal + ".json")).get(0);
        return new ObjectMapper()
                .readTree(line)
                .path(resources)
                .get(0)
                .path("resource")
                .path("attributes");
    }

    /** Stops it and waits until its files are complete. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
