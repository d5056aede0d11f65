// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.process.ProcessTable;
import io.sealwatch.process.SlotMap;
import io.sealwatch.score.FlagScorer;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.Flags;
import io.sealwatch.score.SeedType;
import io.sealwatch.wire.RecordView;

/** Flags each record for its process, or as the seed did for its thread. Allocates nothing. */
public final class Flagging implements ProcessTable.SlotListener {
    private final FlagSettings settings;
    private final FlagScorer scorer;
    private final SlotMap threads;
    private final long[] threadInSlot;
    private int nextToForget;

    /** @param capacity most processes, or threads in classic mode, at a time */
    public Flagging(FlagSettings settings, int capacity) {
        this.settings = settings;
        this.scorer = new FlagScorer(settings, capacity);
        this.threads = new SlotMap(settings.perThread() ? capacity : 1);
        this.threadInSlot = new long[threads.capacity()];
    }

    @Override
    public void onNewOwner(int slot) {
        if (!settings.perThread()) {
            scorer.reset(slot);
        }
    }

    /** Events below this are counted and not reported. */
    boolean reports(Flags flags) {
        return settings.reports(flags.severity());
    }

    Flags flag(RecordView record, int processSlot) {
        int slot = settings.perThread() ? threadSlot(record.threadId()) : processSlot;
        SeedType type = SeedType.of(record.kind(), settings.mode());
        if (type == null || !(record.succeeded() || settings.countsFailedCalls())) {
            return scorer.current(slot, record.timeNanos());
        }
        return scorer.observe(slot, type, record.weight(), record.timeNanos());
    }

    private int threadSlot(long thread) {
        int slot = threads.find(thread);
        if (slot != SlotMap.NONE) {
            return slot;
        }
        if (threads.isFull()) {
            // The seed stopped counting new threads when its map was full; forgetting the first one serves better.
            threads.remove(threadInSlot[nextToForget]);
            nextToForget = (nextToForget + 1) % threadInSlot.length;
        }
        slot = threads.insert(thread);
        threadInSlot[slot] = thread;
        scorer.reset(slot);
        return slot;
    }
}
