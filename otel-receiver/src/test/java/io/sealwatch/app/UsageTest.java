// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class UsageTest {
    private final StringWriter said = new StringWriter();

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains("Usage: sealwatch")
                .contains("  demo ")
                .contains("  run ");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheOneThatWasMeant() {
        assertThat(run("runn")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("Did you mean: sealwatch run");
    }

    @Test
    void aDurationIsANumberOfSecondsAboveZero() {
        assertThat(run("run", "--duration", "10s")).isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--duration", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains("'10s' is not a number of seconds")
                .contains("'-1' is not a number of seconds above 0");
    }

    @Test
    void aMistakeIsToldOnceHoweverManySignalsItHoldsFor() {
        assertThat(run("config", "-s", "otlp.endpoint=nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString().lines().filter(line -> line.contains("'nonsense' is not a URL")))
                .hasSize(1);
    }

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    }
}
