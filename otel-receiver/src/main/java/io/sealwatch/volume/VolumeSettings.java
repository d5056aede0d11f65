// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.volume;

import io.sealwatch.score.Severity;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which events are not sent. By default all are. What is not sent is still scored, and counted by reason.
 *
 * @param minimumSeverity events below are not sent
 * @param excludedPaths globs of files whose events are not sent, such as {@code /var/log/**}
 * @param excludedExecutables globs of programs whose events are not sent
 */
public record VolumeSettings(Severity minimumSeverity, List<String> excludedPaths, List<String> excludedExecutables) {
    /** Everything is sent. */
    public static final VolumeSettings EVERYTHING = new VolumeSettings(Severity.OK, List.of(), List.of());

    public VolumeSettings {
        excludedPaths = List.copyOf(excludedPaths);
        excludedExecutables = List.copyOf(excludedExecutables);
        excludedPaths.forEach(VolumeSettings::matcher);
        excludedExecutables.forEach(VolumeSettings::matcher);
    }

    public boolean isEverything() {
        return minimumSeverity == Severity.OK && excludedPaths.isEmpty() && excludedExecutables.isEmpty();
    }

    static PathMatcher matcher(String glob) {
        if (!glob.startsWith("/")) {
            throw new IllegalArgumentException("'" + glob + "' is not an absolute path pattern such as /var/log/**");
        }
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is not a path pattern: " + malformed.getDescription(), malformed);
        }
    }
}
