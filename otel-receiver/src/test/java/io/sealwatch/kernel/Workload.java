// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small C program of {@code src/test/workload}, compiled once per directory. */
final class Workload {
    private static final Path SOURCES = Path.of("src/test/workload");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SECONDS = 60;

    private final Path program;

    private Workload(Path program) {
        this.program = program;
    }

    /** Skips the test, visibly, where there is no C compiler. */
    static Workload compile(String name, Path directory) {
        Path program = directory.resolve(name);
        Path log = directory.resolve(name + ".log");
        try {
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-O1",
                            "-Wall",
                            "-Wextra",
                            "-Werror",
                            SOURCES.resolve(name + ".c").toString(),
                            "-o",
                            program.toString(),
                            "-lpthread",
                            "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(compiler.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(compiler.exitValue()).as(Files.readString(log)).isZero();
        } catch (IOException missing) {
            assumeTrue(KernelTest.Condition.mustWork(), "no C compiler for the workloads: " + missing.getMessage());
            throw new UncheckedIOException(missing);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return new Workload(program);
    }

    Process start(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.PIPE)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path program() {
        return program;
    }

    /** What the program said it did, one object a line. */
    static List<JsonNode> said(Process finished) {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(
                            finished.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines.add(JSON.readTree(line));
            }
            assertThat(finished.waitFor()).as("exit status of the workload").isZero();
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
