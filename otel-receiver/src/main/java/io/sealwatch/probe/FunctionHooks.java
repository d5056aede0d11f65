// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether this kernel lets programs into its functions, found out by putting one there: some kernels refuse to load
 * such programs, others to attach them.
 *
 * @param obstacle one line, why not; empty when it does
 */
record FunctionHooks(String obstacle) {
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final String FUNCTION = "security_file_open";
    private static final int PROG_TYPE_TRACING = 26;
    private static final int TRACE_FENTRY = 24;
    /** r0 = 0; exit */
    private static final long[] EMPTY_PROGRAM = {0xb7L, 0x95L};

    private static final int OPTIONS = 72;
    private static final int OPTIONS_ATTACH_TYPE = 12;
    private static final int OPTIONS_BTF_ID = 32;

    boolean usable() {
        return obstacle.isEmpty();
    }

    static FunctionHooks probe() {
        try (KernelBtf types = KernelBtf.open()) {
            return probe(types);
        }
    }

    static FunctionHooks probe(KernelBtf types) {
        if (!types.isReadable()) {
            return new FunctionHooks("the kernel's BTF cannot be read");
        }
        int id = types.function(FUNCTION);
        return new FunctionHooks(id == 0 ? "this kernel has no function " + FUNCTION : obstacleAt(id));
    }

    private static String obstacleAt(int btfId) {
        try (Memory options = new Memory(OPTIONS);
                Memory program = new Memory(8L * EMPTY_PROGRAM.length)) {
            options.clear();
            options.setLong(0, OPTIONS);
            options.setInt(OPTIONS_ATTACH_TYPE, TRACE_FENTRY);
            options.setInt(OPTIONS_BTF_ID, btfId);
            program.write(0, EMPTY_PROGRAM, 0, EMPTY_PROGRAM.length);
            int loaded =
                    LibBpf.bpf_prog_load(PROG_TYPE_TRACING, "sw_probe", "GPL", program, EMPTY_PROGRAM.length, options);
            if (loaded < 0) {
                return "this kernel refuses programs at its functions (errno " + -loaded + ")" + lockdown();
            }
            int attached = LibBpf.bpf_raw_tracepoint_open(null, loaded);
            LibC.close(loaded);
            if (attached < 0) {
                return "this kernel does not attach programs to its functions (errno " + -attached + ")";
            }
            LibC.close(attached);
            return "";
        } catch (LinkageError old) {
            return "libbpf is too old: " + Native.class.getSimpleName() + " found no " + old.getMessage();
        }
    }

    private static String lockdown() {
        try {
            String mode = Files.readString(LOCKDOWN);
            return mode.contains("[none]") ? "" : "; its lockdown is " + mode.strip();
        } catch (IOException unknown) {
            return "";
        }
    }
}
