// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings file that the packages bring. */
final class SettingsFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void asItIsItChangesNothing() throws IOException {
        assertThat(read(template())).isEqualTo(defaults());
    }

    @Test
    void withEveryLineInEffectItStillChangesNothingAndEverySettingIsKnown() throws IOException {
        String everything = template().replaceAll("(?m)^( *)#(?! )", "$1");
        assertThat(everything).contains("\nheartbeat: 60s").doesNotContain("#heartbeat");
        assertThat(read(everything)).isEqualTo(defaults());
    }

    @Test
    void oneLineInEffectIsOneSettingChanged() throws IOException {
        String one = template().replaceFirst("#minimum-severity: ok", "minimum-severity: maj");
        assertThat(read(one)).isNotEqualTo(defaults());
    }

    private static String template() {
        Settings settings = Settings.read(Optional.empty(), Map.of(), Map.of());
        AgentSettings.from(settings);
        StringWriter text = new StringWriter();
        SettingsFile.print(settings.effective(), new PrintWriter(text));
        return text.toString();
    }

    private static AgentSettings defaults() {
        return AgentSettings.from(Settings.read(Optional.empty(), Map.of(), Map.of()));
    }

    private AgentSettings read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("sealwatch.yaml"), yaml);
        return AgentSettings.from(Settings.read(Optional.of(file), Map.of(), Map.of()));
    }
}
