// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.time.Duration;

/**
 * What waits in memory.
 *
 * @param capacity most records that wait; beyond, new ones are dropped and counted
 * @param batchRecords most records in a request
 * @param batchBytes most bytes in a request before compression; gRPC receivers take 4 MiB by default
 * @param delay longest wait for a batch to fill
 */
public record QueueSettings(int capacity, int batchRecords, int batchBytes, Duration delay) {
    public static final QueueSettings DEFAULT = new QueueSettings(32_768, 4096, 3 << 20, Duration.ofMillis(200));

    /** Heap that one waiting record is given: an event with its paths and sample takes a bit more than 1 KiB. */
    private static final int HEAP_BYTES = 3584;

    /** These settings with a queue that does not fill more than about a third of the heap. */
    public QueueSettings fitting(long heapBytes) {
        int most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, heapBytes / HEAP_BYTES));
        return capacity <= most ? this : new QueueSettings(most, Math.min(batchRecords, most), batchBytes, delay);
    }
}
