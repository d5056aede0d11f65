// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command is configured. */
final class CommonOptions {
    private static final Path DEFAULT_FILE = Path.of("/etc/sealwatch/sealwatch.yml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file with settings (default: /etc/sealwatch/sealwatch.yml if it exists).")
    private @Nullable Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "One setting, such as flags.minimum-severity=MIN; see `sealwatch config`.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "normal or classic: whose rules flag the events (flags.mode).")
    private @Nullable String mode;

    @Option(
            names = "--minimum-severity",
            paramLabel = "SEVERITY",
            description = "OK, MIN or MAJ: events below are not reported (flags.minimum-severity).")
    private @Nullable String minimumSeverity;

    Settings settings() {
        return settings(Map.of());
    }

    /** @param more settings that the command's own options give */
    Settings settings(Map<String, String> more) {
        Map<String, String> flags = new LinkedHashMap<>(values);
        flags.putAll(more);
        if (mode != null) {
            flags.put("flags.mode", mode);
        }
        if (minimumSeverity != null) {
            flags.put("flags.minimum-severity", minimumSeverity);
        }
        Optional<Path> chosen = Optional.ofNullable(file).or(CommonOptions::defaultFile);
        return Settings.read(chosen, System.getenv(), flags);
    }

    private static Optional<Path> defaultFile() {
        return Files.isRegularFile(DEFAULT_FILE) ? Optional.of(DEFAULT_FILE) : Optional.empty();
    }
}
