// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeException;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.ProgramStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Attaches with few capabilities: what a kernel or libbpf wants more than that for shows here, and not for root.
 *
 * @param name which: {@code unit}, those of {@code packaging/src/main/systemd/sealwatch.service}, on the kernel as it comes;
 *     {@code least}, the same without SYS_ADMIN, where perf events are as open as Linux has them by default
 */
record PrivilegesStep(String name) implements GuestStep {
    /** DAC_READ_SEARCH, SYS_PTRACE, PERFMON and BPF. */
    private static final long LEAST = 1L << 2 | 1L << 19 | 1L << 38 | 1L << 39;

    private static final long SYS_ADMIN = 1L << 21;
    private static final Path PARANOIA = Path.of("/proc/sys/kernel/perf_event_paranoid");
    private static final int CAPABILITY_VERSION_3 = 0x20080522;

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        if (name.equals("least")) {
            Files.writeString(PARANOIA, "2");
        }
        // Capabilities are a thread's own, and those that it starts have them from it.
        Thread unprivileged = new Thread(() -> attach(guest), "unprivileged");
        unprivileged.start();
        unprivileged.join();
    }

    private void attach(Guest guest) {
        keepOnly(name.equals("least") ? LEAST : LEAST | SYS_ADMIN);
        try (LiveSource source = LiveSource.start(ProbeSettings.defaults())) {
            guest.print(guest.fact("privileges")
                    .put("attached", count(source, ProgramStatus.State.ATTACHED))
                    .put("refused", count(source, ProgramStatus.State.REFUSED))
                    .put("strategy", source.strategy()));
            guest.printRefused(source.programs());
        } catch (ProbeException refused) {
            guest.print(guest.fact("refused").put("message", refused.getMessage()));
        }
    }

    private static long count(LiveSource source, ProgramStatus.State state) {
        return source.programs().stream()
                .filter(program -> program.state() == state)
                .count();
    }

    /** struct __user_cap_data_struct[2]: effective, permitted, inheritable of the low, then of the high 32. */
    private static void keepOnly(long capabilities) {
        try (Memory header = new Memory(8);
                Memory data = new Memory(24)) {
            header.setInt(0, CAPABILITY_VERSION_3);
            header.setInt(4, 0);
            data.clear();
            for (int half = 0; half < 2; half++) {
                for (int set = 0; set < 2; set++) {
                    data.setInt(12L * half + 4L * set, (int) (capabilities >>> 32 * half));
                }
            }
            if (Function.getFunction("c", "capset").invokeInt(new Object[] {header, data}) != 0) {
                throw new IllegalStateException("capset was refused");
            }
        }
    }
}
