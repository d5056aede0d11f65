// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Operations that are served by one strategy as a whole, so that none is reported twice. The bits are those of
 * {@code enum family} in {@code core.h}.
 */
public enum HookFamily {
    OPEN(
            1,
            "32-bit calls",
            "names that do not exist",
            Set.of("open", "openat", "openat2", "creat", "open_by_handle_at")),
    WRITE(
            2,
            "stores to mappings until they are synced, removed or followed by another, io_uring with registered files,"
                    + " 32-bit calls",
            "further stores to a page that is dirty",
            Set.of(
                    "write",
                    "pwrite64",
                    "writev",
                    "pwritev",
                    "pwritev2",
                    "copy_file_range",
                    "sendfile64",
                    "splice",
                    "io_submit",
                    "fallocate")),
    NAMES(
            4,
            "32-bit calls",
            "names that do not exist",
            Set.of(
                    "unlink",
                    "unlinkat",
                    "rmdir",
                    "rename",
                    "renameat",
                    "renameat2",
                    "link",
                    "linkat",
                    "symlink",
                    "symlinkat")),
    TRUNCATE(8, "io_uring, 32-bit calls", "", Set.of("truncate", "ftruncate")),
    MMAP(16, "32-bit calls", "", Set.of("mmap"));

    /** What the io_uring tracepoints report where these are not served inside the kernel. */
    static final Set<HookFamily> OF_IO_URING = EnumSet.of(OPEN, WRITE, NAMES);

    private static final String TRACEPOINT = "sys_exit_";

    private final int bit;
    private final String unseenByTracepoints;
    private final String unseenInside;
    private final Set<String> systemCalls;

    HookFamily(int bit, String unseenByTracepoints, String unseenInside, Set<String> systemCalls) {
        this.bit = bit;
        this.unseenByTracepoints = unseenByTracepoints;
        this.unseenInside = unseenInside;
        this.systemCalls = systemCalls;
    }

    int bit() {
        return bit;
    }

    /** Programs of the lsm strategy are named {@code lsm_<family>} or {@code lsm_<family>_<what>}. */
    private String prefix() {
        return "lsm_" + label();
    }

    /** The family whose lsm strategy the program belongs to. */
    static Optional<HookFamily> ofFunctionProgram(String program) {
        return Arrays.stream(values())
                .filter(family -> program.equals(family.prefix()) || program.startsWith(family.prefix() + "_"))
                .findFirst();
    }

    /** The family whose tracepoint strategy the program belongs to. */
    static Optional<HookFamily> ofTracepointProgram(String program) {
        if (!program.startsWith(TRACEPOINT)) {
            return Optional.empty();
        }
        String call = program.substring(TRACEPOINT.length());
        return Arrays.stream(values())
                .filter(family -> family.systemCalls.contains(call))
                .findFirst();
    }

    /** What is not seen of this family, for people; empty when nothing is known. {@code docs/coverage.md} has it as measured. */
    public String unseenBy(Strategy serving) {
        return serving == Strategy.LSM ? unseenInside : unseenByTracepoints;
    }

    /** As it appears in telemetry. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
