// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.spool.Batch;
import io.sealwatch.otel.spool.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Takes items from the queue and makes batches of them, on a thread of its own: the pipeline's thread only puts them in.
 */
final class Batcher<T> implements Runnable {
    private static final int FIRST_GUESS_BYTES = 1024;

    private final ArrayBlockingQueue<T> queue;
    private final QueueSettings settings;
    private final Encoder<T> encoder;
    private final IntPredicate waitsInSpool;
    private final Consumer<Batch> next;
    private final Failure onFailure;
    private volatile boolean urgent;
    private volatile boolean closing;
    private double bytesPerItem = FIRST_GUESS_BYTES;

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
        this.settings = settings;
        this.encoder = encoder;
        this.waitsInSpool = waitsInSpool;
        this.next = next;
        this.onFailure = onFailure;
    }

    /** The next batch does not wait until it is full. The caller wakes the thread. */
    void hurry() {
        urgent = true;
    }

    /** What is in the queue leaves, then {@link #run} ends. The caller wakes the thread. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        List<T> items = new ArrayList<>(settings.batchRecords());
        while (true) {
            boolean last = closing;
            int most = mostItems();
            if (queue.size() < most && !urgent && !last) {
                LockSupport.parkNanos(this, settings.delay().toNanos());
            }
            urgent = false;
            items.clear();
            queue.drainTo(items, most);
            if (!items.isEmpty()) {
                split(items);
            } else if (last) {
                return;
            }
        }
    }

    /** As many as probably fit, so that few batches are made twice. */
    private int mostItems() {
        return (int) Math.max(1, Math.min(settings.batchRecords(), settings.batchBytes() * 0.9 / bytesPerItem));
    }

    /** Items whose elders wait in the spool go behind them in a batch of their own; the others need not wait. */
    private void split(List<T> items) {
        List<T> free = items;
        List<T> behind = List.of();
        for (int i = 0; i < items.size(); i++) {
            int bucket = encoder.bucket(items.get(i));
            boolean waits = bucket != Encoder.UNORDERED && waitsInSpool.test(bucket);
            if (waits && behind.isEmpty()) {
                free = new ArrayList<>(items.subList(0, i));
                behind = new ArrayList<>();
            }
            if (waits) {
                behind.add(items.get(i));
            } else if (!behind.isEmpty()) {
                free.add(items.get(i));
            }
        }
        long settlesBelow = encoder.number(items.get(items.size() - 1)) + 1;
        encode(free, behind.isEmpty() ? settlesBelow : 0);
        encode(behind, settlesBelow);
    }

    private void encode(List<T> items, long settlesBelow) {
        if (items.isEmpty()) {
            return;
        }
        byte[] request;
        Buckets processes = new Buckets();
        try {
            for (T item : items) {
                int bucket = encoder.bucket(item);
                if (bucket != Encoder.UNORDERED) {
                    processes.add(bucket);
                }
            }
            request = encoder.encode(items);
        } catch (RuntimeException | LinkageError defect) {
            onFailure.failed(items.size(), defect);
            return;
        }
        bytesPerItem += 0.2 * ((double) request.length / items.size() - bytesPerItem);
        if (request.length > settings.batchBytes() && items.size() > 1) {
            encode(items.subList(0, items.size() / 2), 0);
            encode(items.subList(items.size() / 2, items.size()), settlesBelow);
        } else {
            next.accept(new Batch(request, items.size(), processes, settlesBelow));
        }
    }
}
