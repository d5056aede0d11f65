// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since 1970 that never step: the wall clock is read once, from then on a clock that only goes forward counts.
 * Whoever sets the machine's clock while the agent runs moves no record.
 */
final class SteadyClock implements LongSupplier {
    private final LongSupplier nanos;
    private final long epochAtZero;

    /** @param nanos of a clock that only goes forward */
    SteadyClock(Instant now, LongSupplier nanos) {
        this.nanos = nanos;
        this.epochAtZero = now.getEpochSecond() * 1_000_000_000L + now.getNano() - nanos.getAsLong();
    }

    static SteadyClock started() {
        return new SteadyClock(Instant.now(), System::nanoTime);
    }

    @Override
    public long getAsLong() {
        return epochAtZero + nanos.getAsLong();
    }
}
