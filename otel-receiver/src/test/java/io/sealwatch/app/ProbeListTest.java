// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.probe.ProgramStatus;
import io.sealwatch.probe.ProgramStatus.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProbeListTest {
    private static final List<ProgramStatus> PROGRAMS = List.of(
            status("tp/syscalls/sys_exit_openat", State.ATTACHED, ""),
            status("tp/syscalls/sys_enter_munmap", State.ATTACHED, ""),
            status("uprobe:EVP_SealInit", State.ATTACHED, "/usr/lib/libcrypto.so.3"),
            status("fexit/vfs_unlink", State.DISABLED, "the kernel refuses it"),
            status("fexit/vfs_rename", State.DISABLED, "the kernel refuses it"),
            status("tp_btf/io_uring_submit_sqe", State.ABSENT, "this kernel has no such tracepoint"),
            status("tp/syscalls/sys_exit_write", State.REFUSED, "EACCES"));

    @Test
    void whatIsAttachedIsNamedByPlaceAndWhatIsNotIsFoldedByReason() {
        assertThat(printed(false))
                .containsExactly(
                        "Probes  3 attached",
                        "  yes     at system calls",
                        "          openat munmap",
                        "  yes     at functions of libcrypto",
                        "          EVP_SealInit",
                        "  REFUSED tp/syscalls/sys_exit_write           EACCES",
                        "  no      io_uring_submit_sqe: this kernel has no such tracepoint",
                        "  no      2 others: the kernel refuses it");
    }

    @Test
    void askedForEachEveryProbeHasALine() {
        assertThat(printed(true)).hasSize(1 + PROGRAMS.size()).anyMatch(line -> line.endsWith("libcrypto.so.3"));
    }

    private static ProgramStatus status(String hook, State state, String detail) {
        return new ProgramStatus("program", hook, state, detail);
    }

    private static List<String> printed(boolean each) {
        StringWriter text = new StringWriter();
        new ProbeList(PROGRAMS).print(each, new PrintWriter(text));
        return text.toString().lines().toList();
    }
}
