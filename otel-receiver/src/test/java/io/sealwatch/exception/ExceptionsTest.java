// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.ExceptionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExceptionsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path place;

    private final List<String> said = new ArrayList<>();

    private List<ExceptionRule> rules(Map<String, String> entry) {
        return ExceptionRules.read(List.of(entry), said::add);
    }

    private static Header header(long timeNanos) {
        return new Header(timeNanos, new ProcessKey(7, 7), 7, 1, 0, 99, "restic", false);
    }

    private static ProcessSnapshot running(Path program) {
        return new ProcessSnapshot(
                new ProcessKey(7, 7), 1, "restic", FilePath.of(program.toString()), List.of(), FilePath.EMPTY, 0, "");
    }

    private static FileIdentity identity(Path file) throws IOException {
        long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
        return new FileIdentity(inode, 1, FileIdentity.kernelDevice(device), 0100755);
    }

    private ExceptionPolicy live(Map<String, String> entry, String cgroup) {
        return Exceptions.live(rules(entry), (id, pid) -> cgroup, 0, said::add);
    }

    @Test
    void aReplacedProgramDoesNotInheritTheException() throws IOException {
        Path program = Files.writeString(place.resolve("restic"), "the real one");
        FileIdentity real = identity(program);
        ExceptionPolicy policy = live(Map.of("executable", program.toString(), "reason", "backup"), "");

        Files.move(program, place.resolve("old"));
        Files.writeString(program, "another one");

        assertThat(policy.of(header(1), running(program), real).reason()).isEqualTo("backup");
        assertThat(policy.of(header(1), running(program), identity(program)).reason())
                .isEmpty();
        assertThat(policy.of(header(1), running(place.resolve("other")), real).reason())
                .as("the same file under another name")
                .isEmpty();
        assertThat(policy.of(header(1), running(program), FileIdentity.UNKNOWN).reason())
                .as("it ran before the agent did")
                .isEqualTo("backup");
    }

    @Test
    void aNameThatAProcessGivesItselfIsNothing() throws IOException {
        Path program = Files.writeString(place.resolve("restic"), "x");
        ExceptionPolicy policy = live(Map.of("executable", program.toString(), "reason", "backup"), "");
        assertThat(policy.of(header(1), running(Path.of("/tmp/restic")), FileIdentity.UNKNOWN)
                        .reason())
                .isEmpty();
        said.clear();
        rules(Map.of("comm", "restic", "reason", "x"));
        assertThat(said).anyMatch(line -> line.contains("there is no 'comm'") && line.contains("any name"));
    }

    @Test
    void aSystemUnitIsMeantAndNotOneOfAUserWithThatName() {
        Map<String, String> entry = Map.of("unit", "restic.service", "reason", "backup");
        Path any = Path.of("/usr/bin/any");
        for (String own : List.of("/system.slice/restic.service", "/system.slice/system-a.slice/restic.service/x")) {
            assertThat(live(entry, own)
                            .of(header(1), running(any), FileIdentity.UNKNOWN)
                            .reason())
                    .isEqualTo("backup");
        }
        for (String foreign : List.of(
                "/user.slice/user-1000.slice/user@1000.service/app.slice/restic.service",
                "/system.slice/restic.service2",
                "/restic.service",
                "")) {
            assertThat(live(entry, foreign)
                            .of(header(1), running(any), FileIdentity.UNKNOWN)
                            .reason())
                    .as(foreign)
                    .isEmpty();
        }
    }

    @Test
    void aCgroupIncludesThoseBelowItAndNoneThatBeginsLikeIt() {
        Map<String, String> entry = Map.of("cgroup", "/backup", "reason", "b");
        Path any = Path.of("/usr/bin/any");
        assertThat(live(entry, "/backup/one")
                        .of(header(1), running(any), FileIdentity.UNKNOWN)
                        .reason())
                .isEqualTo("b");
        assertThat(live(entry, "/backup2")
                        .of(header(1), running(any), FileIdentity.UNKNOWN)
                        .reason())
                .isEmpty();
    }

    @Test
    void whatIsGivenMustAllApply() throws IOException {
        Path program = Files.writeString(place.resolve("restic"), "x");
        Map<String, String> entry =
                Map.of("executable", program.toString(), "unit", "restic.service", "reason", "both");
        assertThat(live(entry, "/system.slice/other.service")
                        .of(header(1), running(program), identity(program))
                        .reason())
                .isEmpty();
        assertThat(live(entry, "/system.slice/restic.service")
                        .of(header(1), running(program), identity(program))
                        .reason())
                .isEqualTo("both");
    }

    @Test
    void itEndsInEventTime() {
        ExceptionPolicy policy = Exceptions.recorded(
                rules(Map.of("executable", "/usr/bin/x", "reason", "r", "expires", "1970-01-01")), 0);
        long midnight = 86_400 * SECOND;
        Path program = Path.of("/usr/bin/x");
        assertThat(policy.of(header(midnight - 1), running(program), FileIdentity.UNKNOWN)
                        .untilNanos())
                .isEqualTo(midnight);
        assertThat(policy.of(header(midnight), running(program), FileIdentity.UNKNOWN)
                        .reason())
                .isEmpty();
    }

    @Test
    void whatCannotBePinnedOrIsOverHasNoEffectAndIsSaid() throws IOException {
        Path program = Files.writeString(place.resolve("x"), "x");
        assertThat(live(Map.of("executable", "/no/such", "reason", "r"), "")).isSameAs(ExceptionPolicy.NONE);
        assertThat(live(Map.of("executable", program.toString(), "sha256", "0".repeat(64), "reason", "r"), ""))
                .isSameAs(ExceptionPolicy.NONE);
        assertThat(live(Map.of("unit", "a.service", "reason", "r", "expires", "2020-01-01"), ""))
                .isSameAs(ExceptionPolicy.NONE);
        assertThat(said)
                .hasSize(3)
                .anyMatch(line -> line.contains("is not there"))
                .anyMatch(line -> line.contains("another SHA-256"))
                .anyMatch(line -> line.contains("expired"));
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        List<ExceptionRule> read = ExceptionRules.read(
                List.of(
                        Map.of("executable", "bin/x", "reason", "r", "expires", "tomorrow"),
                        Map.of("unit", "restic", "sha256", "12"),
                        Map.of("reason", "for nobody"),
                        Map.of("cgroup", "/", "reason", "all")),
                said::add);
        assertThat(read).isEmpty();
        assertThat(said)
                .anyMatch(line -> line.startsWith("exception 1: executable 'bin/x'"))
                .anyMatch(line -> line.startsWith("exception 1: expires 'tomorrow'"))
                .anyMatch(line -> line.startsWith("exception 2: unit 'restic'"))
                .anyMatch(line -> line.startsWith("exception 2: sha256 '12'"))
                .anyMatch(line -> line.startsWith("exception 2: sha256 needs"))
                .anyMatch(line -> line.startsWith("exception 2: give a reason"))
                .anyMatch(line -> line.startsWith("exception 3: say for whom"))
                .anyMatch(line -> line.startsWith("exception 4: cgroup '/'"))
                .hasSize(8);
    }
}
