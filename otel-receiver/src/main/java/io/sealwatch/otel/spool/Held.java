// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many waiting batches have a record of each bucket. One thread changes it, any may ask. */
final class Held {
    private final AtomicIntegerArray batches = new AtomicIntegerArray(Buckets.COUNT);

    void add(Buckets processes, int change) {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            if (processes.contains(bucket)) {
                batches.addAndGet(bucket, change);
            }
        }
    }

    boolean any(int bucket) {
        return batches.get(bucket) > 0;
    }

    boolean anyOf(Buckets processes) {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            if (processes.contains(bucket) && any(bucket)) {
                return true;
            }
        }
        return false;
    }
}
