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
    public static final QueueSettings DEFAULT = new QueueSettings(65_536, 4096, 3 << 20, Duration.ofMillis(200));
}
