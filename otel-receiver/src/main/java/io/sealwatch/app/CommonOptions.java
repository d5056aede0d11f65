// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.ConfigException;
import io.sealwatch.config.Settings;
import io.sealwatch.guard.FileTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command is configured. */
final class CommonOptions {
    private static final Path DEFAULT_FILE = Path.of("/etc/sealwatch/sealwatch.yaml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file with settings (default: /etc/sealwatch/sealwatch.yaml if it exists).")
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

    @Option(
            names = "--decoys",
            paramLabel = "DIR",
            split = ",",
            arity = "1..*",
            description = "Plant decoys in these folders until the end (decoys.directories, decoys.enabled).")
    private List<String> decoys = List.of();

    Settings settings() {
        return settings(Map.of());
    }

    /** @param more settings of a command's own options; {@code --set} wins over them */
    Settings settings(Map<String, String> more) {
        Map<String, String> flags = new LinkedHashMap<>(more);
        flags.putAll(values);
        if (mode != null) {
            flags.put("flags.mode", mode);
        }
        if (minimumSeverity != null) {
            flags.put("flags.minimum-severity", minimumSeverity);
        }
        if (!decoys.isEmpty()) {
            flags.put("decoys.directories", String.join(",", decoys));
            flags.put("decoys.enabled", "true");
        }
        Optional<Path> chosen = Optional.ofNullable(file).or(CommonOptions::defaultFile);
        return Settings.read(chosen, System.getenv(), flags);
    }

    /** The same, from a file that nobody but root and the user who runs this can have written. */
    Settings trustedSettings() {
        return trustedSettings(Map.of());
    }

    /** @param more settings that the command's own options give */
    Settings trustedSettings(Map<String, String> more) {
        Optional<Path> chosen = Optional.ofNullable(file).or(CommonOptions::defaultFile);
        List<String> problems = chosen.map(FileTrust::ofSettings).orElse(List.of());
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return settings(more);
    }

    private static Optional<Path> defaultFile() {
        return Files.isRegularFile(DEFAULT_FILE) ? Optional.of(DEFAULT_FILE) : Optional.empty();
    }
}
