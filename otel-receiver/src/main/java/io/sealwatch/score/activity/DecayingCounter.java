// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

/**
 * A sum in which what came earlier counts less: half after each half-life, in event time. Time that seems to go back
 * (another CPU's event) does not decay it.
 */
public final class DecayingCounter {
    private static final double LN_2 = Math.log(2);

    private final double nanosPerE;
    private double value;
    private long updatedNanos;

    public DecayingCounter(long halfLifeNanos) {
        this.nanosPerE = halfLifeNanos / LN_2;
    }

    public void add(double amount, long timeNanos) {
        value = at(timeNanos) + amount;
        updatedNanos = Math.max(updatedNanos, timeNanos);
    }

    public double at(long timeNanos) {
        long elapsed = timeNanos - updatedNanos;
        return elapsed <= 0 || value == 0 ? value : value * Math.exp(-elapsed / nanosPerE);
    }
}
