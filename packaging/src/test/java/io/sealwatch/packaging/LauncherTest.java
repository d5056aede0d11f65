// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the launcher starts the agent; in place of Java stands a script that says what it was given. */
final class LauncherTest {
    private static final String PLAIN_COMPILER = "-XX:TieredStopAtLevel=1";

    @TempDir
    private Path folder;

    private String started(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        String script = "PATH=" + folder + ":$PATH; . src/main/launcher/launch.sh; agent_jar=agent.jar; "
                + "archive=/nowhere/sealwatch.jsa; exec_agent \"$@\"";
        String[] command = Stream.concat(Stream.of("bash", "-c", script, "sealwatch"), Arrays.stream(arguments))
                .toArray(String[]::new);
        Tool run = Tool.run(1, environment, command);
        assertThat(run.exitCode()).as(run.said()).isZero();
        return run.said().strip();
    }

    private Path settings(String text) throws IOException {
        return Files.writeString(folder.resolve("sealwatch.yaml"), text);
    }

    @Test
    void theArgumentsReachTheAgentAsTheyAre() throws Exception {
        assertThat(started(Map.of(), "run", "--output", "a b")).endsWith("-jar agent.jar run --output a b");
    }

    @ParameterizedTest
    @CsvSource({
        "run --respond=stop, true",
        "run --respond kill, true",
        "run -s respond.mode=stop, true",
        "run, false",
        "run --output none, false"
    })
    void whoRespondsRunsWithThePlainCompiler(String arguments, boolean plain) throws Exception {
        Path nothingSet = settings("respond:\n  #mode: stop\n");
        String[] all = (arguments + " -c " + nothingSet).split(" ");
        assertThat(started(Map.of(), all).contains(PLAIN_COMPILER)).isEqualTo(plain);
    }

    @Test
    void alsoWhenTheEnvironmentOrTheSettingsFileSaysSo() throws Exception {
        assertThat(started(Map.of("SEALWATCH_RESPOND_MODE", "stop"), "run")).contains(PLAIN_COMPILER);
        for (String text : new String[] {"respond:\n  mode: stop\n", "respond:\n  mode: \"kill\"  # now\n"}) {
            String file = settings(text).toString();
            assertThat(started(Map.of(), "run", "-c", file)).contains(PLAIN_COMPILER);
            assertThat(started(Map.of(), "run", "--config=" + file)).contains(PLAIN_COMPILER);
        }
        for (String text : new String[] {"respond:\n  mode: off\n", "other:\n  mode: stopped\n", ""}) {
            assertThat(started(Map.of(), "run", "-c", settings(text).toString()))
                    .doesNotContain(PLAIN_COMPILER);
        }
    }
}
