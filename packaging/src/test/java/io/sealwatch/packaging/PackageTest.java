// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packages hold. That they install and work is proven by packaging/prove-install, in fresh trees. */
final class PackageTest {
    @Test
    void theDebianPackageHoldsWhatTheUnitAndTheDocumentsNameWithTheRightsTheyNeed()
            throws IOException, InterruptedException {
        Tool.need("dpkg-deb");
        String content = Tool.run(1, Map.of(), "dpkg-deb", "-c", built(".deb")).said();
        assertThat(content)
                .containsPattern("-rw-r----- root/root +\\d+ \\S+ \\S+ ./etc/sealwatch/sealwatch.yaml")
                .containsPattern("drwx------ root/root +\\d+ \\S+ \\S+ ./var/lib/sealwatch/")
                .containsPattern("-rwxr-xr-x .* ./usr/lib/sealwatch/bin/sealwatch")
                .contains(
                        "./usr/bin/sealwatch -> /usr/lib/sealwatch/bin/sealwatch",
                        "./usr/lib/sealwatch/sealwatch.jar",
                        "./usr/lib/sealwatch/sealwatch-elastic.jar",
                        "./usr/lib/sealwatch/launch.sh",
                        "./lib/systemd/system/sealwatch.service",
                        "./usr/share/man/man8/sealwatch.8",
                        "./usr/share/doc/sealwatch/copyright",
                        "./usr/share/doc/sealwatch/licences.txt");
        Tool conffiles = Tool.run(1, Map.of(), "dpkg-deb", "-I", built(".deb"), "conffiles");
        assertThat(conffiles.said().strip()).isEqualTo("/etc/sealwatch/sealwatch.yaml");
    }

    @Test
    void theMaintainerScriptsAreSoundShell() throws IOException, InterruptedException {
        for (String script : new String[] {"postinst", "prerm", "postrm"}) {
            Tool check = Tool.run(1, Map.of(), "sh", "-n", "src/main/deb/control/" + script);
            assertThat(check.exitCode()).as(check.said()).isZero();
        }
    }

    @Test
    void theTarballRunsWhereItIsUnpacked() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sealwatch-tarball-");
        try {
            Tool unpacked = Tool.run(
                    1, Map.of(), "tar", "xzf", built(".tar.gz"), "--strip-components=1", "-C", folder.toString());
            assertThat(unpacked.exitCode()).as(unpacked.said()).isZero();
            Tool version = Tool.run(2, Map.of(), folder.resolve("bin/sealwatch").toString(), "--version");
            assertThat(version.exitCode()).as(version.said()).isZero();
            assertThat(version.said()).contains("0.1.0");
        } finally {
            Tool.run(1, Map.of(), "rm", "-rf", folder.toString());
        }
    }

    @Test
    void nothingShipsUnderALicenceThatNobodyLookedAt() throws IOException {
        assertThat(Files.readString(Path.of("target/licences.txt")))
                .contains("picocli", "jna")
                .doesNotContain("Unknown");
    }

    private static String built(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("mvn package made no " + ending));
        }
    }
}
