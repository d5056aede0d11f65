// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to try again: after 1 s, half as long again each time, at most 10 s, spread by a fifth either way. */
final class BackOff {
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    private final RandomGenerator random;
    private long wait = FIRST;
    private long until = Long.MIN_VALUE;
    private boolean failing;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param now nanoseconds of a clock that only goes forward
     * @param asked what the receiver asks for; it is waited for at least
     */
    void failed(long now, Duration asked) {
        long spread = (long) (wait * (0.8 + 0.4 * random.nextDouble()));
        until = now + Math.max(spread, asked.toNanos());
        wait = Math.min(LONGEST, wait + wait / 2);
        failing = true;
    }

    void succeeded() {
        wait = FIRST;
        failing = false;
    }

    boolean isFailing() {
        return failing;
    }

    /** Nanoseconds until the next try, 0 when it may be made. */
    long remaining(long now) {
        return failing ? Math.max(0, until - now) : 0;
    }
}
