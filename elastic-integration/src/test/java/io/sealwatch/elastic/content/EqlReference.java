// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Elastic's reference implementation of EQL, the Python package {@code eql}, kept under the user's cache. */
final class EqlReference {

    private static final String VERSION = "1.0.1";
    private static final Path SCRIPT = Path.of("src", "test", "resources", "content", "run_eql.py");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long TIMEOUT_SECONDS = 180;

    private final Path python;

    private EqlReference(Path python) {
        this.python = python;
    }

    /** @throws IOException saying why there is none on this machine */
    static EqlReference inCache() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("user.home"), ".cache", "sealwatch", "eql-" + VERSION);
        Path python = home.resolve("bin/python");
        if (!Files.exists(home.resolve("ready"))) {
            Files.createDirectories(home.getParent());
            run("", "python3", "-m", "venv", home.toString());
            run("", python.toString(), "-m", "pip", "-q", "install", "eql==" + VERSION);
            Files.writeString(home.resolve("ready"), VERSION);
        }
        return new EqlReference(python);
    }

    /** How often the query matches the events, which are flat records in order. */
    int matches(String query, List<ObjectNode> events) throws IOException, InterruptedException {
        ObjectNode job = JSON.createObjectNode().put("query", query);
        job.putArray("events").addAll(events);
        return Integer.parseInt(
                run(job.toString(), python.toString(), SCRIPT.toString()).strip());
    }

    private static String run(String input, String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("eql", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(errors));
            }
            return output;
        } finally {
            Files.deleteIfExists(errors);
        }
    }
}
