// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code elastic-package lint} and package-spec's validator on the package as built. Where Go is missing: skipped, saying so. */
class PackageLintTest {

    private static final Path LINT = Path.of("..", "build", "package-lint", "lint.sh");
    private static final int CANNOT_RUN = 2;
    private static final int NOT_VALID = 3;

    private record Verdict(int code, String said) {}

    private static Verdict lint(Path zip) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(LINT.toString(), zip.toString())
                .redirectErrorStream(true)
                .start();
        // Whose Go proxy it was is nobody's business in a test report.
        String said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .strip()
                .replaceAll("https?://\\S+", "(address)");
        Verdict verdict = new Verdict(process.waitFor(), said);
        assumeTrue(verdict.code() != CANNOT_RUN, () -> "NOT RUN by elastic-package: " + verdict.said());
        return verdict;
    }

    private static Path written(Path directory) throws IOException {
        Path zip = directory.resolve("built.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            ContentPackage.bundled().write(out);
        }
        return zip;
    }

    @Test
    void thePackageWithAllItsDashboardsSearchesAndRulesIsValid(@TempDir Path directory)
            throws IOException, InterruptedException {
        Verdict verdict = lint(written(directory));

        assertThat(verdict.said()).endsWith(": valid");
        assertThat(verdict.code()).isZero();
    }

    @Test
    void aKeyThatTheSpecificationDoesNotKnowIsFound(@TempDir Path directory) throws IOException, InterruptedException {
        Path bad = directory.resolve("bad.zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(written(directory)));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bad))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                if (entry.getName().endsWith("/manifest.yml")) {
                    out.write("surprise: true\n".getBytes(UTF_8));
                }
                out.closeEntry();
            }
        }

        Verdict verdict = lint(bad);

        assertThat(verdict.said()).contains("Additional property surprise is not allowed");
        assertThat(verdict.code()).isEqualTo(NOT_VALID);
    }
}
