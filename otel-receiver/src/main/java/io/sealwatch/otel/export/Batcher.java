// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.spool.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Takes items from the queue and makes batches of them, on a thread of its own: the pipeline's thread only puts them in.
 * They are encoded soon after they came, long before a batch is full: they are still in the processor's caches, and the
 * garbage collector never has to move them.
 *
 * <p>Items whose elders wait in the spool go into a batch of their own, which goes behind the spool; the others need not
 * wait.
 */
final class Batcher<T> implements Runnable {
    /** So many items are worth a wake-up. */
    static final int PORTION = 256;

    private final ArrayBlockingQueue<T> queue;
    private final Encoder<T> encoder;
    private final IntPredicate waitsInSpool;
    private final Consumer<Batch> next;
    private final Failure onFailure;
    private final long delayNanos;
    private final OpenBatch<T> free;
    private final OpenBatch<T> behind;
    private final List<T> portion = new ArrayList<>(PORTION);
    private volatile boolean urgent;
    private volatile boolean closing;
    private long last;
    /** When everything that is here has to leave. */
    private long leave;

    /** Told of items that could not be encoded. */
    interface Failure {
        void failed(int items, Throwable cause);
    }

    /**
     * @param waitsInSpool whether older items of this bucket wait in the spool
     * @param next takes each batch; may block
     */
    Batcher(
            ArrayBlockingQueue<T> queue,
            QueueSettings settings,
            Encoder<T> encoder,
            IntPredicate waitsInSpool,
            Consumer<Batch> next,
            Failure onFailure) {
        this.queue = queue;
        this.encoder = encoder;
        this.waitsInSpool = waitsInSpool;
        this.next = next;
        this.onFailure = onFailure;
        this.delayNanos = settings.delay().toNanos();
        this.free = new OpenBatch<>(encoder, settings.batchRecords(), settings.batchBytes());
        this.behind = new OpenBatch<>(encoder, settings.batchRecords(), settings.batchBytes());
    }

    /** What is in the queue does not wait until a batch is full. The caller wakes the thread. */
    void hurry() {
        urgent = true;
    }

    /** What is in the queue leaves, then {@link #run} ends. The caller wakes the thread. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        leave = System.nanoTime() + delayNanos;
        while (true) {
            // Read before the queue is: what was urgent, and what came before the end, is in it.
            boolean ends = closing;
            boolean leaves = ends || urgent;
            urgent = false;
            encode(leaves ? queue.size() : PORTION);
            if (leaves || System.nanoTime() >= leave) {
                handOverAll();
            }
            if (ends && queue.isEmpty()) {
                return;
            }
            if (queue.size() < PORTION && !urgent && !closing) {
                LockSupport.parkNanos(this, leave - System.nanoTime());
            }
        }
    }

    private void encode(int most) {
        for (int left = most; left > 0; left -= PORTION) {
            queue.drainTo(portion, Math.min(left, PORTION));
            portion.forEach(this::add);
            portion.clear();
        }
    }

    private void add(T item) {
        try {
            int bucket = encoder.bucket(item);
            boolean waits = bucket != Encoder.UNORDERED && (behind.holds(bucket) || waitsInSpool.test(bucket));
            OpenBatch<T> batch = waits ? behind : free;
            if (!batch.add(item, bucket)) {
                makeRoom(waits);
                batch.add(item, bucket);
            }
            last = encoder.number(item);
        } catch (RuntimeException | LinkageError defect) {
            onFailure.failed(1, defect);
        }
    }

    /** What is behind can have elders among what is free. */
    private void makeRoom(boolean inBehind) {
        if (inBehind || behind.isEmpty()) {
            handOverAll();
        } else {
            handOver(free, behind.first());
        }
    }

    private void handOverAll() {
        handOver(free, behind.isEmpty() ? last + 1 : behind.first());
        handOver(behind, last + 1);
        leave = System.nanoTime() + delayNanos;
    }

    private void handOver(OpenBatch<T> batch, long settlesBelow) {
        int records = batch.records();
        if (records == 0) {
            return;
        }
        Batch full;
        try {
            full = batch.take(settlesBelow);
        } catch (RuntimeException | LinkageError defect) {
            onFailure.failed(records, defect);
            return;
        }
        next.accept(full);
    }
}
