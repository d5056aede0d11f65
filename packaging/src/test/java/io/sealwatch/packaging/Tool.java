// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
record Tool(int exitCode, String said) {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/bin"));

    /** Skips the test where the program is not installed. */
    static void need(String program) {
        assumeTrue(
                FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program))),
                program + " is not installed");
    }

    static Tool run(long minutes, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("sealwatch-tool-", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end: " + Files.readString(output));
            }
            return new Tool(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
