// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.EventKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Reads {@code struct sw_counters}, one per CPU. */
public final class Counters {
    /** Size of one CPU's counters. */
    public static final int BYTES = 2 * Kind.LIMIT * Long.BYTES;

    private static final int LOST = Kind.LIMIT * Long.BYTES;

    private Counters() {}

    /** Adds up the counters of all CPUs; kinds that never occurred are left out. */
    public static void sum(ByteBuffer perCpu, int cpus, Map<EventKind, Long> produced, Map<EventKind, Long> lost) {
        ByteBuffer bytes = perCpu.order(ByteOrder.LITTLE_ENDIAN);
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (int number = 0; number < Kind.LIMIT; number++) {
                EventKind kind = Kind.of(number);
                if (kind != null) {
                    add(produced, kind, bytes.getLong(cpu * BYTES + number * Long.BYTES));
                    add(lost, kind, bytes.getLong(cpu * BYTES + LOST + number * Long.BYTES));
                }
            }
        }
    }

    private static void add(Map<EventKind, Long> sums, EventKind kind, long value) {
        if (value != 0) {
            sums.merge(kind, value, Long::sum);
        }
    }
}
