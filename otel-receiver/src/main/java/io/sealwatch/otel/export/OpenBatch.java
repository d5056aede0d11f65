// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.spool.Batch;
import io.sealwatch.otel.spool.Buckets;

/** A batch that is being filled. */
final class OpenBatch<T> {
    private final Encoder<T> encoder;
    private final OpenRequest<T> request;
    private final int mostRecords;
    private final int mostBytes;
    private Buckets processes = new Buckets();
    private int records;
    private long first;

    OpenBatch(Encoder<T> encoder, int mostRecords, int mostBytes) {
        this.encoder = encoder;
        this.request = encoder.open();
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return records == 0;
    }

    boolean holds(int bucket) {
        return processes.contains(bucket);
    }

    /** Number of the first item. */
    long first() {
        return first;
    }

    /** False when there is no room for it; an empty batch has room for anything. */
    boolean add(T item, int bucket) {
        if (records == mostRecords) {
            return false;
        }
        request.add(item);
        if (records > 0 && request.bytes() > mostBytes) {
            request.removeLast();
            return false;
        }
        if (records++ == 0) {
            first = encoder.number(item);
        }
        if (bucket != Encoder.UNORDERED) {
            processes.add(bucket);
        }
        return true;
    }

    int records() {
        return records;
    }

    /** What is in it; it is empty afterwards, also when this fails. */
    Batch take(long settlesBelow) {
        int taken = records;
        Buckets whose = processes;
        records = 0;
        processes = new Buckets();
        return new Batch(request.take(), taken, whose, settlesBelow);
    }
}
