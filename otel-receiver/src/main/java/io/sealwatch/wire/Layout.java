// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

/**
 * Offsets in bytes of the records of {@code bpf/include/abi.h}, little endian. {@code LayoutTest} and {@link AbiCheck}
 * compare every one of them with the BTF of the compiled object.
 *
 * <pre>
 *  0        2        4            8            16           24           32      36      40      44      48        64
 *  +--------+--------+------------+------------+------------+------------+-------+-------+-------+-------+---------+
 *  | kind   | flags  | size       | time_ns    | start_ns   | cgroup_id  | pid   | tid   | ppid  | uid   | comm 16 |
 *  +--------+--------+------------+------------+------------+------------+-------+-------+-------+-------+---------+
 *  | fixed part of the kind ...   | tail: bytes named by (offset, length) slices ...                              |
 * </pre>
 */
final class Layout {
    static final int ABI_VERSION = 1;

    static final int KIND = 0;
    static final int FLAGS = 2;
    static final int SIZE = 4;
    static final int TIME = 8;
    static final int START = 16;
    static final int CGROUP = 24;
    static final int PID = 32;
    static final int TID = 36;
    static final int PPID = 40;
    static final int UID = 44;
    static final int COMM = 48;
    static final int COMM_LENGTH = 16;
    static final int HEADER = 64;

    static final int F_TRUNCATED = 0x0001;
    static final int F_UNREADABLE = 0x0002;
    static final int F_CREATED = 0x0004;
    static final int F_DETACHED = 0x0008;

    static final int SLICE = 4;
    static final int PATH = 2 * SLICE;

    /** struct sw_file, relative to its start. */
    static final int FILE_INODE = 0;

    static final int FILE_SIZE = 8;
    static final int FILE_DEVICE = 16;
    static final int FILE_MODE = 20;
    static final int FILE = 24;

    private Layout() {}

    static final class Open {
        static final int RESULT = 64;
        static final int OPEN_FLAGS = 68;
        static final int FILE = 72;
        static final int PATH = 96;
        static final int ORIGIN = 104;
        static final int FIXED = 112;

        private Open() {}
    }

    static final class Opens {
        static final int COUNT = 64;
        static final int FAILED = 72;
        static final int FIRST = 80;
        static final int FIXED = 88;

        private Opens() {}
    }

    static final class Transfer {
        static final int RESULT = 64;
        static final int ORIGIN = 68;
        static final int FILE = 72;
        static final int OFFSET = 96;
        static final int LENGTH = 104;
        static final int CALLS = 112;
        static final int TOTAL = 120;
        static final int HEAD = 128;
        static final int MIDDLE = 132;
        static final int TAIL = 136;
        static final int PATH = 144;
        static final int FIXED = 152;

        private Transfer() {}
    }

    static final class Truncate {
        static final int RESULT = 64;
        static final int ORIGIN = 68;
        static final int FILE = 72;
        static final int LENGTH = 96;
        static final int PATH = 104;
        static final int FIXED = 112;

        private Truncate() {}
    }

    static final class TwoPaths {
        static final int RESULT = 64;
        static final int CALL_FLAGS = 68;
        static final int FILE = 72;
        static final int FROM = 96;
        static final int TO = 104;
        static final int ORIGIN = 112;
        static final int FIXED = 120;

        private TwoPaths() {}
    }

    static final class Delete {
        static final int RESULT = 64;
        static final int ORIGIN = 68;
        static final int FILE = 72;
        static final int PATH = 96;
        static final int FIXED = 104;

        private Delete() {}
    }

    static final class Mmap {
        static final int PROTECTION = 64;
        static final int MAP_FLAGS = 68;
        static final int FILE = 72;
        static final int LENGTH = 96;
        static final int PATH = 104;
        static final int ORIGIN = 112;
        static final int FIXED = 120;

        private Mmap() {}
    }

    static final class Crypto {
        static final int FUNCTION = 64;
        static final int FIXED = 72;

        private Crypto() {}
    }

    static final class Fork {
        static final int CHILD_START = 64;
        static final int CHILD_PID = 72;
        static final int FIXED = 80;

        private Fork() {}
    }

    static final class Exec {
        static final int FILE_NAME = 64;
        static final int ARGUMENTS = 68;
        static final int EXECUTABLE = 72;
        static final int DIRECTORY = 76;
        static final int FILE = 80;
        static final int FIXED = 104;

        private Exec() {}
    }

    static final class Exit {
        static final int CODE = 64;
        static final int FIXED = 72;

        private Exit() {}
    }

    static final class Target {
        static final int START_TICKS = 0;
        static final int PID = 8;
        static final int BYTES = 16;

        private Target() {}
    }

    static final class TargetState {
        static final int UNTIL = 0;
        static final int SIGNALS = 8;
        static final int WITH_CHILDREN = 16;
        static final int BYTES = 24;

        private TargetState() {}
    }
}
