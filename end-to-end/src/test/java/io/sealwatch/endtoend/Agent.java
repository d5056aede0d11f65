// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sensor as its users run it: a program that sends OTLP and prints NDJSON. */
final class Agent {

    private static final Path JAR = Path.of("..", "otel-receiver", "target", "sealwatch.jar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final Path errors;

    private Agent(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** @param namespace {@code data_stream.namespace}, so that each test has a stream of its own */
    static Agent start(Path directory, ElasticCollector collector, String namespace, String... arguments)
            throws IOException {
        assumeTrue(Files.exists(JAR), "NOT RUN: " + JAR + " is not built; `mvn verify` builds it first");
        List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-jar", JAR.toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--output", "ndjson"));
        Path output = directory.resolve("agent.ndjson");
        Path errors = directory.resolve("agent.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
        builder.environment().put("OTEL_RESOURCE_ATTRIBUTES", "host.name=files-01,data_stream.namespace=" + namespace);
        return new Agent(builder.start(), output, errors);
    }

    boolean hasPrinted(String text) throws IOException {
        return Files.exists(output) && Files.readString(output).contains(text);
    }

    /** Asks it to end, as systemd would. */
    Agent stop() {
        process.destroy();
        return this;
    }

    /** Waits for its end. */
    Said said() throws IOException, InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the agent did not end: " + Files.readString(errors));
        }
        List<ObjectNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            records.add(JSON.readValue(line, ObjectNode.class));
        }
        if (records.isEmpty()) {
            throw new IOException("the agent printed nothing: " + Files.readString(errors));
        }
        return new Said(records);
    }
}
