// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the settings in effect as a YAML file that can be used as it is. */
@Command(
        name = "config",
        description = "Prints every setting: its value, where it comes from, and what it means.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--template",
            description = "Print a file to begin with instead: every setting with its default, all commented out.")
    private boolean template;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        if (template) {
            Settings defaults = Settings.read(Optional.empty(), Map.of(), Map.of());
            AgentSettings.from(defaults);
            SettingsFile.print(defaults.effective(), out);
            return ExitCode.OK;
        }
        Settings settings = options.settings();
        AgentSettings.from(settings);
        String[] open = {};
        for (Settings.Effective setting : SettingsFile.grouped(settings.effective())) {
            String[] parts = setting.key().split("\\.");
            for (int depth = 0; depth < parts.length - 1; depth++) {
                if (depth >= open.length - 1 || !open[depth].equals(parts[depth])) {
                    out.println("  ".repeat(depth) + parts[depth] + ":");
                }
            }
            out.printf(
                    "%s%s: %s  # %s [%s]%n",
                    "  ".repeat(parts.length - 1),
                    parts[parts.length - 1],
                    shown(setting.value()),
                    setting.meaning(),
                    setting.origin());
            open = parts;
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String shown(String value) {
        return value.contains(",") && !value.startsWith("[") ? "[" + value + "]" : quoted(value);
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "''" : value;
    }
}
