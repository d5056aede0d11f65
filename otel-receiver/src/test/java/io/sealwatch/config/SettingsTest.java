// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFlagWinsOverTheEnvironmentThatOverTheFileThatOverTheDefault() throws IOException {
        Path file = write("a:\n  one: file\n  two: file\n  three: file\n");
        Settings settings = Settings.read(
                Optional.of(file),
                Map.of("SEALWATCH_A_ONE", "environment", "SEALWATCH_A_TWO", "environment"),
                Map.of("a.one", "flag"));

        assertThat(settings.text("a.one", "default", "")).isEqualTo("flag");
        assertThat(settings.text("a.two", "default", "")).isEqualTo("environment");
        assertThat(settings.text("a.three", "default", "")).isEqualTo("file");
        assertThat(settings.text("a.four", "default", "")).isEqualTo("default");
        assertThat(settings.effective())
                .extracting(Settings.Effective::origin)
                .containsExactly("command line", "environment", file.toString(), "default");
        settings.check();
    }

    @Test
    void everyProblemIsReportedAtOnceAndUnknownKeysGetASuggestion() throws IOException {
        Path file = write("flags:\n  reset-perod: 10s\n  number: many\n  period: 10\n");
        Settings settings = Settings.read(Optional.of(file), Map.of("SEALWATCH_FLAGS_NUMBR", "1"), Map.of("x.y", "1"));
        settings.duration("flags.reset-period", Duration.ZERO, "");
        settings.number("flags.number", 1, 0, 10, "");
        settings.duration("flags.period", Duration.ZERO, "");

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + ": flags.number: 'many' is not a number from 0 to 10")
                .hasMessageContaining(file + ": flags.period: '10' has no unit: write 10s for seconds")
                .hasMessageContaining("unknown setting flags.reset-perod; did you mean flags.reset-period?")
                .hasMessageContaining("unknown setting SEALWATCH_FLAGS_NUMBR; did you mean SEALWATCH_FLAGS_NUMBER?")
                .hasMessageContaining("command line: unknown setting x.y; see `sealwatch config`");
    }

    @Test
    void sizesAndTimesHaveUnits() {
        Settings settings = Settings.read(Optional.empty(), Map.of(), Map.of("size", "8MiB", "time", "1500ms"));

        assertThat(settings.bytes("size", 0, "")).isEqualTo(8 << 20);
        assertThat(settings.duration("time", Duration.ZERO, "")).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.effective()).extracting(Settings.Effective::value).containsExactly("8MiB", "1500ms");
    }

    @Test
    void secretsAreNeverShown() {
        Settings settings = Settings.read(Optional.empty(), Map.of("SEALWATCH_KEY", "hunter2"), Map.of());

        assertThat(settings.secret("key", "")).isEqualTo("hunter2");
        assertThat(settings.effective()).extracting(Settings.Effective::value).containsExactly("***");
    }

    @Test
    void aFileThatIsNotYamlIsReportedWithItsLine() throws IOException {
        Path file = write("flags:\n  mode: [normal\n");

        assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 2");
    }

    @Test
    void aMissingFileIsReported() {
        Path file = folder.resolve("none.yml");

        assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of()))
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void anEmptyFileMeansDefaults() throws IOException {
        Settings settings = Settings.read(Optional.of(write("# nothing\n")), Map.of(), Map.of());

        assertThat(settings.flag("on", true, "")).isTrue();
        settings.check();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sealwatch.yml"), yaml);
    }
}
