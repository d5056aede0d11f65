// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import java.util.ArrayList;
import java.util.List;

/** The flags of an open as words. Only those that say something about the file's content. */
final class OpenFlags {
    private static final int ACCESS = 3;

    private OpenFlags() {}

    static List<String> words(int flags) {
        List<String> words = new ArrayList<>(4);
        words.add(
                switch (flags & ACCESS) {
                    case 0 -> "O_RDONLY";
                    case 1 -> "O_WRONLY";
                    default -> "O_RDWR";
                });
        add(words, flags, 0100, "O_CREAT");
        add(words, flags, 0200, "O_EXCL");
        add(words, flags, 01000, "O_TRUNC");
        add(words, flags, 02000, "O_APPEND");
        add(words, flags, 040000, "O_DIRECT");
        add(words, flags, 020000000, "O_TMPFILE");
        return words;
    }

    private static void add(List<String> words, int flags, int bit, String word) {
        if ((flags & bit) != 0) {
            words.add(word);
        }
    }
}
