// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.spool.EarlierRun;
import io.sealwatch.otel.spool.RunAccount;
import io.sealwatch.otel.spool.Spool;
import io.sealwatch.otel.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Takes the items of one signal to the receiver, without losing one that is not counted. {@link #accept} belongs to one
 * thread and never waits.
 */
public final class SignalExporter<T> implements AutoCloseable {
    private final Signal signal;
    private final ArrayBlockingQueue<T> queue;
    private final QueueSettings settings;
    private final Duration stopTimeout;
    private final Encoder<T> encoder;
    private final RunAccount run;
    private final Optional<Spool> spool;
    private final Ledger ledger;
    private final Notices notices;
    private final Batcher<T> batcher;
    private final Courier courier;
    private final Thread batching;
    private final Thread delivering;
    private int sinceWake;
    private long taken;
    private boolean closed;

    /**
     * Starts the two threads.
     *
     * @param out what people are told
     */
    public SignalExporter(
            Signal signal,
            QueueSettings settings,
            Duration stopTimeout,
            Encoder<T> encoder,
            Transport transport,
            Optional<Spool> spool,
            Consumer<String> out) {
        this.signal = signal;
        this.settings = settings;
        this.stopTimeout = stopTimeout;
        this.encoder = encoder;
        this.spool = spool;
        this.run = spool.map(Spool::account).orElseGet(RunAccount::inMemory);
        this.ledger = new Ledger(run);
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.notices = new Notices("OTLP " + signal.label(), out, System::nanoTime);
        BackOff backOff = new BackOff(new SplittableRandom());
        this.courier = new Courier(transport, spool, run, ledger, backOff, notices, System::nanoTime, this::isCrowded);
        this.batcher = new Batcher<>(queue, settings, encoder, courier::mayHold, courier::hand, this::failed);
        this.batching = start("encode", batcher);
        this.delivering = start("send", courier);
    }

    /** Half of the queue: the other half is for what comes while a request is under way. */
    private boolean isCrowded() {
        return queue.size() > settings.capacity() / 2;
    }

    private Thread start(String job, Runnable work) {
        Thread thread = new Thread(work, "sealwatch-otlp-" + signal.label() + "-" + job);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * @param urgent it leaves with the next request instead of waiting for a full batch
     */
    public void accept(T item, boolean urgent) {
        // First into the books: the other threads can be done with it before this one goes on.
        long number = encoder.number(item);
        taken = number > 0 ? number : taken + 1;
        ledger.accepted(taken);
        if (closed || !queue.offer(item)) {
            DropReason reason = closed ? DropReason.SHUTDOWN : DropReason.QUEUE_FULL;
            ledger.turnedAway(reason, 1);
            notices.lost(reason, 1, closed ? "" : "more than " + settings.capacity() + " records waited");
            return;
        }
        if (urgent) {
            batcher.hurry();
        }
        if (urgent || ++sinceWake >= Batcher.PORTION) {
            sinceWake = 0;
            LockSupport.unpark(batching);
        }
    }

    private void failed(int items, Throwable cause) {
        ledger.turnedAway(DropReason.INTERNAL, items);
        notices.lost(DropReason.INTERNAL, items, String.valueOf(cause));
    }

    public Signal signal() {
        return signal;
    }

    /** Where every record is now. Any thread may ask. */
    public ExportAccounts accounts() {
        return ledger.snapshot();
    }

    /** What runs that were killed had in memory; empty without a spool. */
    public List<EarlierRun> earlierRuns() {
        return spool.map(Spool::earlierRuns).orElse(List.of());
    }

    /** What earlier runs lost was reported, and the report is safe. */
    public void forgetEarlierRuns() {
        spool.ifPresent(Spool::forgetEarlierRuns);
    }

    /** Whether items have numbers of their own. */
    public boolean isNumbered() {
        return signal == Signal.LOGS;
    }

    /** Items with a lower number cannot be lost any more when the agent is killed now. Any thread may ask. */
    public long settledBelow() {
        return run.settledBelow();
    }

    /** Delivers what waits in memory, no longer than the stop timeout; the rest goes to the spool or is dropped and counted. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        batcher.close();
        LockSupport.unpark(batching);
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        if (join(batching, deadline)) {
            courier.close();
            if (join(delivering, deadline)) {
                return;
            }
        }
        courier.hurry();
        join(batching, Long.MAX_VALUE);
        courier.close();
        join(delivering, Long.MAX_VALUE);
    }

    private static boolean join(Thread thread, long deadline) {
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left =
                        deadline == Long.MAX_VALUE ? IDLE : TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    thread.join(left);
                } catch (InterruptedException stopped) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final long IDLE = 1_000;
}
