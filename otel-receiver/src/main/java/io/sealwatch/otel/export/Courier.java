// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.export.Ledger.Place;
import io.sealwatch.otel.spool.Appended;
import io.sealwatch.otel.spool.Batch;
import io.sealwatch.otel.spool.RunAccount;
import io.sealwatch.otel.spool.Spool;
import io.sealwatch.otel.transport.Answer;
import io.sealwatch.otel.transport.RequestSplitter;
import io.sealwatch.otel.transport.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers batches in order, one request at a time, on a thread of its own, which owns the spool. What cannot be
 * delivered now, or would have to wait too long because the receiver is slow, goes to the spool; without one it waits in memory
 * and the queue fills.
 *
 * <p>Live batches are not held up by a full spool: only batches with records of a process whose older records wait there
 * are put behind them, and after each live batch some of the spool is sent.
 */
final class Courier implements Runnable {
    /** More than one, so that the spool empties although batches are put behind it. */
    private static final int DRAINS_PER_BATCH = 4;

    private static final int HANDED_OVER = 2;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final BlockingQueue<Batch> incoming = new ArrayBlockingQueue<>(HANDED_OVER);
    private final Transport transport;
    private final @Nullable Spool spool;
    private final RunAccount run;
    private final Ledger ledger;
    private final BackOff backOff;
    private final Notices notices;
    private final LongSupplier nanos;
    private final BooleanSupplier crowded;
    private final Deque<Batch> front = new ArrayDeque<>();
    private @Nullable Batch held;
    /** The last batch for the spool found room: otherwise only sending makes some. */
    private boolean diskTakes = true;

    private volatile boolean closing;
    private volatile boolean hurry;

    /**
     * @param crowded whether much waits in front of the courier
     */
    Courier(
            Transport transport,
            Optional<Spool> spool,
            RunAccount run,
            Ledger ledger,
            BackOff backOff,
            Notices notices,
            LongSupplier nanos,
            BooleanSupplier crowded) {
        this.transport = transport;
        this.spool = spool.orElse(null);
        this.run = run;
        this.ledger = ledger;
        this.backOff = backOff;
        this.notices = notices;
        this.nanos = nanos;
        this.crowded = crowded;
    }

    /** Called by the batcher; waits while the courier has enough. */
    void hand(Batch batch) {
        boolean taken = false;
        while (!taken) {
            try {
                taken = incoming.offer(batch, 1, TimeUnit.SECONDS);
            } catch (InterruptedException nobodyInterrupts) {
                // The batch is in the books: only the courier can let it go.
                taken = false;
            }
        }
    }

    boolean mayHold(int bucket) {
        return spool != null && spool.mayHold(bucket);
    }

    /** No more batches will come; what is here leaves, then {@link #run} ends. */
    void close() {
        closing = true;
    }

    /** The time to deliver is over: what is here goes to the spool or is dropped. */
    void hurry() {
        hurry = true;
        transport.abort();
    }

    @Override
    public void run() {
        if (spool != null) {
            ledger.recovered(spool.records());
            if (spool.records() > 0 || spool.damagedBytes() > 0) {
                notices.say("the spool holds " + spool.records() + " records of an earlier run"
                        + (spool.damagedBytes() > 0 ? "; " + spool.damagedBytes() + " bytes were damaged" : ""));
            }
        }
        if (spool != null && spool.damagedAccounts() > 0) {
            notices.say("the accounts of " + spool.damagedAccounts()
                    + " killed runs cannot be read: what they had in memory is lost and not known");
        }
        while (!isDone()) {
            step();
        }
        if (spool != null) {
            spool.close();
        }
        transport.close();
    }

    private boolean isDone() {
        return closing && incoming.isEmpty() && held == null && front.isEmpty();
    }

    private void step() {
        while (!front.isEmpty() && (canSend() || hurry)) {
            Batch first = front.removeFirst();
            if (hurry) {
                keep(first);
            } else if (!send(first, Place.MEMORY)) {
                front.addFirst(first);
            }
        }
        Batch batch = held;
        held = null;
        if (batch == null) {
            batch = next();
        } else if (!canSend()) {
            pause();
        }
        if (batch != null) {
            place(batch);
        }
        // Also when the disk is full and a batch in memory has to go behind the spool: only this makes room for it.
        for (int i = 0; i < DRAINS_PER_BATCH && canSend() && !closing && front.isEmpty() && !isCrowded(); i++) {
            drain();
        }
    }

    private @Nullable Batch next() {
        boolean drains = spool != null && spool.records() > 0 && canSend() && !closing;
        // Without a spool a waiting batch blocks the way for all that follow.
        if (spool == null && !front.isEmpty() && !hurry) {
            pause();
            return null;
        }
        try {
            return incoming.poll(drains ? 0 : IDLE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyInterrupts) {
            return null;
        }
    }

    private void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(
                this, Math.max(1, Math.min(IDLE_NANOS, backOff.remaining(nanos.getAsLong()))));
    }

    private boolean canSend() {
        return !hurry && backOff.remaining(nanos.getAsLong()) == 0;
    }

    /** A disk takes more than a receiver that is slow: what would be turned away at a full queue goes there. */
    private boolean isCrowded() {
        return spool != null && diskTakes && crowded.getAsBoolean();
    }

    private void place(Batch batch) {
        boolean behind = spool != null && spool.mayHoldAny(batch.processes());
        if (hurry || (spool != null && (behind || !canSend() || isCrowded()))) {
            keep(batch);
        } else if (!canSend()) {
            held = batch;
        } else if (!send(batch, Place.MEMORY)) {
            keep(batch);
        }
    }

    /** Into the spool; without one, or when the disk fails, it stays in memory. */
    private void keep(Batch batch) {
        if (spool == null) {
            keepInMemory(batch);
            return;
        }
        Appended appended = spool.append(batch);
        diskTakes = appended instanceof Appended.Stored taken && taken.evicted() == 0;
        if (appended instanceof Appended.Stored stored) {
            notices.back("the spool", spool.records());
            ledger.spooled(batch.records());
            progress(batch);
            evicted(stored.evicted());
        } else if (appended instanceof Appended.Full) {
            drop(batch.records(), Place.MEMORY, DropReason.SPOOL_FULL, "the newest go");
            progress(batch);
        } else if (appended instanceof Appended.Failed failed) {
            evicted(failed.evicted());
            notices.away("the spool", failed.reason(), "in memory only");
            keepInMemory(batch);
        }
    }

    private void keepInMemory(Batch batch) {
        if (hurry) {
            drop(batch.records(), Place.MEMORY, DropReason.SHUTDOWN, "");
            progress(batch);
        } else {
            held = batch;
            pause();
        }
    }

    /** A batch from memory is settled. While parts of an older one wait in front, that says nothing about numbers. */
    private void progress(Batch batch) {
        if (front.isEmpty()) {
            run.settledBelow(batch.settlesBelow());
        }
    }

    private void evicted(long records) {
        drop(records, Place.SPOOL, DropReason.SPOOL_FULL, "the oldest go");
    }

    private void drain() {
        if (spool == null) {
            return;
        }
        Spool.Oldest oldest = spool.oldest();
        drop(oldest.damagedRecords(), Place.SPOOL, DropReason.SPOOL_DAMAGED, "");
        if (oldest.batch().isPresent() && send(oldest.batch().get(), Place.SPOOL)) {
            spool.removeOldest();
            diskTakes |= spool.records() == 0;
        }
    }

    /** False when the batch must be tried again; otherwise it is accounted for. */
    private boolean send(Batch batch, Place from) {
        if (from == Place.MEMORY) {
            run.sends(batch.records());
        }
        Answer answer = answer(batch);
        if (answer instanceof Answer.Unavailable unavailable) {
            run.notSent();
            backOff.failed(nanos.getAsLong(), unavailable.retryAfter());
            notices.away(transport.target(), unavailable.reason(), spool == null ? "in memory" : "in the spool");
            return false;
        }
        backOff.succeeded();
        notices.back(transport.target(), spool == null ? 0 : spool.records());
        if (answer instanceof Answer.Delivered delivered) {
            long rejected = Math.min(delivered.rejected(), batch.records());
            ledger.delivered(from, batch.records() - rejected);
            drop(rejected, from, DropReason.REJECTED, delivered.message());
            if (rejected == 0 && !delivered.message().isEmpty()) {
                notices.warned(transport.target(), delivered.message());
            }
        } else if (answer instanceof Answer.TooLarge tooLarge) {
            halve(batch, from, tooLarge.reason());
        } else if (answer instanceof Answer.Refused refused) {
            drop(batch.records(), from, DropReason.REFUSED, refused.reason());
        }
        if (from == Place.MEMORY) {
            progress(batch);
        }
        return true;
    }

    private Answer answer(Batch batch) {
        try {
            return transport.send(batch.request());
        } catch (RuntimeException | LinkageError defect) {
            // Such as a header that HTTP does not allow: the records are kept, and people are told.
            return new Answer.Unavailable(defect.toString(), Duration.ZERO);
        }
    }

    private void halve(Batch batch, Place from, String reason) {
        if (batch.records() < 2) {
            drop(batch.records(), from, DropReason.TOO_LARGE, reason);
            return;
        }
        if (from == Place.SPOOL) {
            ledger.unspooled(batch.records());
        }
        int first = batch.records() / 2;
        List<byte[]> halves = RequestSplitter.halves(batch.request(), batch.records());
        run.notSent();
        front.addFirst(new Batch(halves.get(1), batch.records() - first, batch.processes(), batch.settlesBelow()));
        front.addFirst(new Batch(halves.get(0), first, batch.processes()));
    }

    private void drop(long records, Place from, DropReason reason, String detail) {
        if (records > 0) {
            ledger.dropped(from, reason, records);
            notices.lost(reason, records, detail);
        }
    }
}
