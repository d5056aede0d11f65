// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the timeline tells apart, in the order of the bars from the bottom. */
enum Kind {
    OPEN("opened", "file.open", "file.read"),
    START("programs started", "process.exec"),
    CREATE("created", "file.create", "file.link"),
    WRITE("written", "file.write", "file.truncate", "file.mmap"),
    RENAME("renamed", "file.rename"),
    DELETE("deleted", "file.delete"),
    CRYPTO("crypto calls", "crypto.init");

    private final String words;
    private final List<String> events;

    Kind(String words, String... events) {
        this.words = words;
        this.events = List.of(events);
    }

    String words() {
        return words;
    }

    static Optional<Kind> of(Line line) {
        return Arrays.stream(values())
                .filter(kind -> kind.events.contains(line.event()))
                .findFirst();
    }
}
