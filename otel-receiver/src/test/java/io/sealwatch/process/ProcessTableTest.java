// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Integer> newOwners = new ArrayList<>();
    private final ProcessTable table = new ProcessTable(3, 5 * SECOND, newOwners::add);

    @Test
    void aChildIsWhatItsParentWasUntilItRunsAnotherProgram() {
        ProcessKey shell = new ProcessKey(10, 1);
        ProcessKey child = new ProcessKey(11, 2);
        table.put(process(shell, "bash", "container-1"));

        table.forked(new ProcessForked(header(shell), child));
        assertThat(table.find(child)).get().satisfies(forked -> {
            assertThat(forked.name()).isEqualTo("bash");
            assertThat(forked.parentPid()).isEqualTo(10);
            assertThat(forked.containerId()).isEqualTo("container-1");
        });

        table.executed(exec(child, "/usr/bin/gzip"), "container-1");
        assertThat(table.find(child)).get().satisfies(running -> {
            assertThat(running.executable()).isEqualTo(FilePath.of("/usr/bin/gzip"));
            assertThat(running.arguments()).containsExactly("gzip", "-r");
        });
        assertThat(table.find(shell)).get().extracting(ProcessSnapshot::name).isEqualTo("bash");
    }

    @Test
    void anEndedProcessIsKeptForItsGraceInEventTime() {
        ProcessKey key = new ProcessKey(10, 1);
        table.put(process(key, "cat", ""));

        table.exited(key.packed(), 100 * SECOND);
        table.expire(104 * SECOND);
        assertThat(table.find(key)).isPresent();

        table.expire(105 * SECOND);
        assertThat(table.find(key)).isEmpty();
        assertThat(table.evicted()).isZero();
    }

    @Test
    void aReusedPidIsAnotherProcess() {
        table.put(process(new ProcessKey(10, 1), "old", ""));
        table.put(process(new ProcessKey(10, 2), "new", ""));

        assertThat(table.find(new ProcessKey(10, 1)))
                .get()
                .extracting(ProcessSnapshot::name)
                .isEqualTo("old");
        assertThat(table.find(new ProcessKey(10, 2)))
                .get()
                .extracting(ProcessSnapshot::name)
                .isEqualTo("new");
    }

    @Test
    void aFullTableForgetsAnEndedProcessBeforeALivingOne() {
        for (int pid = 1; pid <= 3; pid++) {
            table.put(process(new ProcessKey(pid, 1), "p" + pid, ""));
        }
        table.exited(new ProcessKey(2, 1).packed(), SECOND);

        table.put(process(new ProcessKey(4, 1), "p4", ""));

        assertThat(table.find(new ProcessKey(2, 1))).isEmpty();
        assertThat(table.find(new ProcessKey(1, 1))).isPresent();
        assertThat(table.evicted()).isZero();
    }

    @Test
    void aFullTableOfLivingProcessesForgetsOneAndCountsIt() {
        for (int pid = 1; pid <= 4; pid++) {
            table.put(process(new ProcessKey(pid, 1), "p" + pid, ""));
        }

        assertThat(table.size()).isEqualTo(3);
        assertThat(table.evicted()).isEqualTo(1);
        assertThat(table.find(new ProcessKey(4, 1))).isPresent();
    }

    @Test
    void whoeverKeepsCountsBySlotIsToldOfEachNewOwner() {
        ProcessKey key = new ProcessKey(10, 1);
        int slot = table.put(process(key, "a", ""));
        table.put(process(key, "renamed", ""));
        assertThat(newOwners).containsExactly(slot);

        table.exited(key.packed(), 0);
        table.expire(10 * SECOND);
        table.put(process(new ProcessKey(11, 1), "b", ""));
        assertThat(newOwners).hasSize(2);
    }

    private static ProcessSnapshot process(ProcessKey key, String name, String container) {
        return new ProcessSnapshot(
                key, 1, name, FilePath.of("/bin/" + name), List.of(name), FilePath.of("/"), 0, container);
    }

    private static Header header(ProcessKey key) {
        return new Header(0, key, key.pid(), 1, 0, 1, "comm", false);
    }

    private static ProcessExecuted exec(ProcessKey key, String program) {
        return new ProcessExecuted(
                header(key),
                FilePath.of(program),
                FilePath.of(program),
                FilePath.of("/tmp"),
                List.of("gzip", "-r"),
                FileIdentity.UNKNOWN);
    }
}
