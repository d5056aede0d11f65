// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Header;
import java.util.Optional;

/**
 * Finds the process that makes most of the events when events are lost. It remembers one candidate and three counts, however many
 * processes there are: a process with more than half of the events survives the majority vote of Boyer and Moore, and what
 * it made since it became the candidate is counted exactly. A flood by many processes has no such one.
 */
final class FloodWatch {
    private static final Header NOBODY = Header.ofSensor(0);
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final long FEWEST = 1000;

    private Window current = new Window();
    private Window before = new Window();
    private long startNanos;

    private static final class Window {
        private Header candidate = NOBODY;
        private long key;
        private long votes;
        private long made;
        private long total;

        void count(Header header) {
            long process = header.process().packed();
            total++;
            if (process == key) {
                votes++;
                made++;
            } else if (votes == 0) {
                candidate = header;
                key = process;
                votes = 1;
                made = 1;
            } else {
                votes--;
            }
        }

        void clear() {
            candidate = NOBODY;
            key = 0;
            votes = 0;
            made = 0;
            total = 0;
        }

        Optional<Header> culprit() {
            return total >= FEWEST && 2 * made > total ? Optional.of(candidate) : Optional.empty();
        }
    }

    /** An event got through. */
    void seen(Header header) {
        long timeNanos = header.timeNanos();
        if (timeNanos - startNanos >= WINDOW_NANOS) {
            Window reused = before;
            before = current;
            current = reused;
            current.clear();
            startNanos = timeNanos;
        }
        current.count(header);
    }

    /** An event of the process that made most of the events of the last second or two, if one did. */
    Optional<Header> culprit() {
        Window fuller = current.total >= before.total ? current : before;
        return fuller.culprit();
    }
}
