// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The effective capabilities of this process.
 *
 * @param bits as the kernel numbers them
 */
public record Capabilities(long bits) {
    private static final int DAC_READ_SEARCH = 2;
    private static final int SYS_PTRACE = 19;
    private static final int SYS_ADMIN = 21;
    private static final int PERFMON = 38;
    private static final int BPF = 39;
    private static final String LABEL = "CapEff:";

    /** Of the calling thread. */
    static Capabilities own() {
        try {
            return parse(Files.readString(Path.of("/proc/thread-self/status")));
        } catch (IOException unknown) {
            return new Capabilities(0);
        }
    }

    /** From the text of {@code /proc/self/status}; no capabilities when it does not say. */
    static Capabilities parse(String status) {
        return status.lines()
                .filter(line -> line.startsWith(LABEL))
                .findFirst()
                .map(line -> line.substring(LABEL.length()).strip())
                .map(hex -> new Capabilities(Long.parseUnsignedLong(hex, 16)))
                .orElse(new Capabilities(0));
    }

    /** Loading and attaching tracing programs. */
    public boolean canLoadPrograms() {
        return has(SYS_ADMIN) || (has(BPF) && has(PERFMON));
    }

    /** What every kernel wants for functions of libraries, and Debian's and Ubuntu's for system calls, too. */
    public boolean canAttachAnywhere() {
        return has(SYS_ADMIN);
    }

    /** Reading what other users' processes run. */
    public boolean canReadProcesses() {
        return has(SYS_PTRACE) && has(DAC_READ_SEARCH);
    }

    private boolean has(int capability) {
        return (bits >>> capability & 1) == 1;
    }
}
