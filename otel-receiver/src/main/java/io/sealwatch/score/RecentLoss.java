// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many events were lost in the last minute of event time. */
final class RecentLoss {
    static final long WINDOW_NANOS = 60_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Deque<long[]> bySecond = new ArrayDeque<>();
    private long sum;

    void add(long timeNanos, long count) {
        sum += count;
        long[] latest = bySecond.peekLast();
        if (latest != null && timeNanos - latest[0] < SECOND) {
            latest[1] += count;
        } else {
            bySecond.addLast(new long[] {timeNanos, count});
        }
        forget(timeNanos);
    }

    long at(long timeNanos) {
        forget(timeNanos);
        return sum;
    }

    private void forget(long timeNanos) {
        long[] eldest = bySecond.peekFirst();
        while (eldest != null && timeNanos - eldest[0] >= WINDOW_NANOS) {
            sum -= eldest[1];
            bySecond.removeFirst();
            eldest = bySecond.peekFirst();
        }
    }
}
