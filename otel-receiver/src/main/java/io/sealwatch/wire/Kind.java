// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.EventKind;
import org.jspecify.annotations.Nullable;

/** The kernel's numbers of the kinds ({@code enum sw_kind}), and the size of each kind's fixed part. */
final class Kind {
    /** One past the largest number. */
    static final int LIMIT = 96;

    private static final @Nullable EventKind[] KINDS = new EventKind[LIMIT];
    private static final int[] FIXED = new int[LIMIT];
    private static final int[] NUMBERS = new int[EventKind.values().length];

    static {
        define(16, EventKind.FILE_OPEN, Layout.Open.FIXED);
        define(17, EventKind.FILE_CREATE, Layout.Open.FIXED);
        define(19, EventKind.FILE_OPENS, Layout.Opens.FIXED);
        define(20, EventKind.FILE_READ, Layout.Transfer.FIXED);
        define(24, EventKind.FILE_WRITE, Layout.Transfer.FIXED);
        define(28, EventKind.FILE_TRUNCATE, Layout.Truncate.FIXED);
        define(32, EventKind.FILE_RENAME, Layout.TwoPaths.FIXED);
        define(36, EventKind.FILE_DELETE, Layout.Delete.FIXED);
        define(37, EventKind.DIRECTORY_DELETE, Layout.Delete.FIXED);
        define(40, EventKind.FILE_LINK, Layout.TwoPaths.FIXED);
        define(41, EventKind.FILE_SYMLINK, Layout.TwoPaths.FIXED);
        define(44, EventKind.FILE_MMAP, Layout.Mmap.FIXED);
        define(64, EventKind.CRYPTO_INIT, Layout.Crypto.FIXED);
        define(80, EventKind.PROCESS_FORK, Layout.Fork.FIXED);
        define(81, EventKind.PROCESS_EXEC, Layout.Exec.FIXED);
        define(82, EventKind.PROCESS_EXIT, Layout.Exit.FIXED);
    }

    private Kind() {}

    private static void define(int number, EventKind kind, int fixed) {
        KINDS[number] = kind;
        FIXED[number] = fixed;
        NUMBERS[kind.ordinal()] = number;
    }

    /** Null when the number names no kind. */
    static @Nullable EventKind of(int number) {
        return number >= 0 && number < LIMIT ? KINDS[number] : null;
    }

    static int fixedSize(int number) {
        return FIXED[number];
    }

    /** 0 for the kinds that only user space makes. */
    static int number(EventKind kind) {
        return NUMBERS[kind.ordinal()];
    }
}
