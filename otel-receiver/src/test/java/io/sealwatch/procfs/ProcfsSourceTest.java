// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.ProcessKey;
import io.sealwatch.process.ProcessSnapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcfsSourceTest {
    private static final String REST =
            " S 7 100 100 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4242 1000 10 18446744073709551615";

    @Test
    void theNameMayHoldSpacesAndParentheses() {
        assertThat(StatParser.parse("123 (a) b (c)" + REST)).get().satisfies(stat -> {
            assertThat(stat.key()).isEqualTo(new ProcessKey(123, 4242));
            assertThat(stat.parentPid()).isEqualTo(7);
            assertThat(stat.name()).isEqualTo("a) b (c");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "123", "123 (name", "123 (name) S 1 2", "x (name) S 7 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 y"
            })
    void anythingElseIsNoProcess(String line) {
        assertThat(StatParser.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'0::/system.slice/docker-ID.scope', true",
        "'12:memory:/kubepods/burstable/pod1-2/ID', true",
        "'0::/user.slice/user-0.slice', false"
    })
    void aContainersIdIsFoundInItsCgroup(String template, boolean found) {
        String id = "0123456789abcdef".repeat(4);

        assertThat(CgroupParser.containerId(template.replace("ID", id))).isEqualTo(found ? id : "");
    }

    @Test
    void argumentsAreSeparatedByNul() {
        assertThat(ProcfsSource.splitArguments("sh\0-c\0\0echo".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("sh", "-c", "", "echo");
    }

    @Test
    void thisProcessIsFoundAsItIs() {
        long pid = ProcessHandle.current().pid();

        assertThat(new ProcfsSource().find((int) pid)).get().satisfies(self -> {
            assertThat(self.key().pid()).isEqualTo((int) pid);
            assertThat(self.executable().fileName()).isEqualTo("java");
            assertThat(self.arguments()).isNotEmpty();
            assertThat(self.directory().toString()).isEqualTo(System.getProperty("user.dir"));
        });
        assertThat(new ProcfsSource().all()).extracting(ProcessSnapshot::key).anyMatch(key -> key.pid() == pid);
    }

    @Test
    void aProcessThatDoesNotExistIsNotFound() {
        assertThat(new ProcfsSource().find(Integer.MAX_VALUE)).isEmpty();
    }
}
