// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service unit, and what must agree with it. */
final class UnitTest {
    private static final Path UNIT = Path.of("src/main/systemd/sealwatch.service");
    /** Tenths: 3.0 on systemd's scale from 0 to 10. */
    private static final String THRESHOLD = "30";

    @Test
    void systemdFindsItWellConfined() throws IOException, InterruptedException {
        Tool.need("systemd-analyze");
        Tool rating = Tool.run(
                1,
                Map.of(),
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold=" + THRESHOLD,
                UNIT.toString());
        System.out.println(rating.said()
                .lines()
                .filter(line -> line.contains("exposure level"))
                .findFirst()
                .orElse(""));
        assertThat(rating.exitCode()).as(rating.said()).isZero();
    }

    @Test
    void itsCapabilitiesAreThoseOfTheDaemonSetAndNoMoreThanItMayHave() throws IOException {
        List<String> ambient = capabilities("AmbientCapabilities=");
        assertThat(ambient).containsExactlyElementsOf(capabilities("CapabilityBoundingSet="));
        String manifest = Files.readString(Path.of("kubernetes/daemonset.yaml"));
        assertThat(manifest)
                .contains("add: [" + String.join(", ", ambient).replace("CAP_", "") + "]", "drop: [ALL]")
                .contains("privileged: false", "readOnlyRootFilesystem: true", "automountServiceAccountToken: false")
                .doesNotContain("hostNetwork", "containerPort");
    }

    private static List<String> capabilities(String key) throws IOException {
        try (Stream<String> lines = Files.lines(UNIT)) {
            return lines.filter(line -> line.startsWith(key))
                    .flatMap(line -> Arrays.stream(line.substring(key.length()).split(" ")))
                    .toList();
        }
    }
}
