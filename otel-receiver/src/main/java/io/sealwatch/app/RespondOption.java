// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done about a verdict, for the commands that can do something. */
final class RespondOption {
    @Option(
            names = "--respond",
            paramLabel = "MODE",
            description = "stop or kill the processes of a detected activity (respond.mode; default: off).")
    private @Nullable String mode;

    Map<String, String> settings() {
        return mode == null ? Map.of() : Map.of("respond.mode", mode);
    }
}
