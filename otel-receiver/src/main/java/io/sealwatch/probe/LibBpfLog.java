// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the last messages of libbpf, verifier logs included, so that an error can say what the kernel said. Each thread has
 * those of its own calls.
 */
final class LibBpfLog implements LibBpf.Print {
    private static final int KEPT = 400;
    private static final int LONGEST = 64 * 1024;
    private static final int WARN = 0;
    private static final Pattern FAILED_PROGRAM =
            Pattern.compile("prog '([^']+)': failed to (?:auto-)?(?:load|create)");

    private final ThreadLocal<Deque<String>> ofThread = ThreadLocal.withInitial(ArrayDeque::new);

    @Override
    public int invoke(int level, Pointer format, Pointer arguments) {
        if (level != WARN) {
            return 0;
        }
        Deque<String> lines = ofThread.get();
        byte[] buffer = new byte[LONGEST];
        int length = LibC.vsnprintf(buffer, buffer.length, format, arguments);
        String text = new String(buffer, 0, Math.max(0, Math.min(length, buffer.length - 1)), StandardCharsets.UTF_8);
        text.lines().forEach(line -> {
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
        });
        return 0;
    }

    void clear() {
        ofThread.get().clear();
    }

    /** The program that the kernel refused last. */
    Optional<String> failedProgram() {
        String found = null;
        for (String line : ofThread.get()) {
            Matcher matcher = FAILED_PROGRAM.matcher(line);
            if (matcher.find()) {
                found = matcher.group(1);
            }
        }
        return Optional.ofNullable(found);
    }

    /** What the verifier complained about: its last line before the summary, or the last message of all. */
    String cause() {
        String last = "";
        for (String line : ofThread.get()) {
            if (line.startsWith("processed ")) {
                return last;
            }
            if (!line.isBlank() && !line.contains("PROG LOAD LOG")) {
                last = line.strip();
            }
        }
        return last;
    }
}
