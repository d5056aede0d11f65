// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in the documents is what the program says. */
final class ConfigurePageTest {
    private static final Path PAGE = Path.of("..", "docs", "configure.md");
    private static final String BEGIN = "<!-- settings: written by ConfigurePageTest -->\n";
    private static final String END = "<!-- end of settings -->";

    @Test
    void everySettingIsOnThePageAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String wanted = before + table() + page.substring(page.indexOf(END));
        if (System.getProperty("configure.update") != null) {
            Files.writeString(PAGE, wanted);
            return;
        }
        assertThat(page)
                .as("docs/configure.md is out of date: run with -Dtest=ConfigurePageTest -Dconfigure.update")
                .isEqualTo(wanted);
    }

    private static String table() {
        Settings settings = Settings.read(Optional.empty(), Map.of(), Map.of());
        AgentSettings.from(settings);
        List<Settings.Effective> all = settings.effective();
        return "| setting | default | meaning |\n|---|---|---|\n"
                + all.stream().map(ConfigurePageTest::row).collect(Collectors.joining());
    }

    private static String row(Settings.Effective setting) {
        String value = setting.value().isEmpty() ? "" : "`" + setting.value() + "`";
        return "| `" + setting.key() + "` | " + value + " | "
                + setting.meaning().replace("|", "\\|") + " |\n";
    }
}
