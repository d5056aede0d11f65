// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.process;

import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: a bounded table of processes, kept current by their events. Time is event time only. An ended process
 * stays for a grace period, because its last records can come from another CPU's point of view a little later.
 *
 * <p>Every process has a slot; scorers keep their counts in arrays by slot and are told when one gets a new owner.
 * Finding a known process allocates nothing. Used by one thread.
 */
public final class ProcessTable {
    /** Told when a slot gets a new owner. */
    @FunctionalInterface
    public interface SlotListener {
        void onNewOwner(int slot);
    }

    private final SlotMap map;
    private final long graceNanos;
    private final SlotListener listener;
    private final @Nullable ProcessSnapshot[] snapshots;
    private final long[] keys;
    private final boolean[] recent;
    private final int[] exited;
    private final long[] exitedAt;
    private final boolean[] isExited;
    private int exitedHead;
    private int exitedCount;
    private int hand;
    private long evicted;

    /**
     * @param capacity most processes at a time
     * @param graceNanos how long an ended process is kept, in event time
     */
    public ProcessTable(int capacity, long graceNanos, SlotListener listener) {
        this.map = new SlotMap(capacity);
        this.graceNanos = graceNanos;
        this.listener = listener;
        snapshots = new ProcessSnapshot[capacity];
        keys = new long[capacity];
        recent = new boolean[capacity];
        exited = new int[capacity];
        exitedAt = new long[capacity];
        isExited = new boolean[capacity];
    }

    /** The slot of a process by its {@link ProcessKey#packed()} key, or {@link SlotMap#NONE}. */
    public int find(long packedKey) {
        int slot = map.find(packedKey);
        if (slot != SlotMap.NONE) {
            recent[slot] = true;
        }
        return slot;
    }

    /** What is known of the process in a slot that {@link #find} or {@link #put} gave. */
    public ProcessSnapshot snapshot(int slot) {
        ProcessSnapshot snapshot = snapshots[slot];
        if (snapshot == null) {
            throw new IllegalArgumentException("slot " + slot + " is free");
        }
        return snapshot;
    }

    /** The process with this key, if it is known. */
    public Optional<ProcessSnapshot> find(ProcessKey key) {
        int slot = find(key.packed());
        return slot == SlotMap.NONE ? Optional.empty() : Optional.of(snapshot(slot));
    }

    /** Adds a process or replaces what is known of it; returns its slot. */
    public int put(ProcessSnapshot snapshot) {
        long key = snapshot.key().packed();
        int slot = map.find(key);
        if (slot == SlotMap.NONE) {
            if (map.isFull()) {
                evictOne();
            }
            slot = map.insert(key);
            keys[slot] = key;
            listener.onNewOwner(slot);
        }
        snapshots[slot] = snapshot;
        recent[slot] = true;
        return slot;
    }

    /** The child is what its parent was, until it runs another program. */
    public void forked(ProcessForked fork) {
        int parent = map.find(fork.header().process().packed());
        ProcessSnapshot inherited = parent == SlotMap.NONE
                ? ProcessSnapshot.bare(
                        fork.child(), 0, fork.header().comm(), fork.header().userId())
                : snapshot(parent);
        put(new ProcessSnapshot(
                fork.child(),
                fork.header().process().pid(),
                inherited.name(),
                inherited.executable(),
                inherited.arguments(),
                inherited.directory(),
                inherited.userId(),
                inherited.containerId()));
    }

    /** The process runs another program; the container is the caller's to know. */
    public void executed(ProcessExecuted exec, String containerId) {
        put(new ProcessSnapshot(
                exec.header().process(),
                exec.header().parentPid(),
                exec.header().comm(),
                exec.executable(),
                exec.arguments(),
                exec.directory(),
                exec.header().userId(),
                containerId));
    }

    /** The process ended; it is forgotten after the grace period. */
    public void exited(long packedKey, long timeNanos) {
        int slot = map.find(packedKey);
        if (slot == SlotMap.NONE || isExited[slot]) {
            return;
        }
        isExited[slot] = true;
        int tail = (exitedHead + exitedCount) % exited.length;
        exited[tail] = slot;
        exitedAt[tail] = timeNanos;
        exitedCount++;
    }

    /** Forgets the processes whose grace is over at this time. */
    public void expire(long nowNanos) {
        while (exitedCount > 0 && exitedAt[exitedHead] + graceNanos <= nowNanos) {
            forgetOldestExited();
        }
    }

    public int size() {
        return map.size();
    }

    /** Living processes that were forgotten because the table was full. */
    public long evicted() {
        return evicted;
    }

    private void forgetOldestExited() {
        int slot = exited[exitedHead];
        exitedHead = (exitedHead + 1) % exited.length;
        exitedCount--;
        forget(slot);
    }

    /** An ended one if there is any, otherwise one that made no event for a while (the clock algorithm). */
    private void evictOne() {
        if (exitedCount > 0) {
            forgetOldestExited();
            return;
        }
        while (recent[hand]) {
            recent[hand] = false;
            hand = (hand + 1) % recent.length;
        }
        evicted++;
        forget(hand);
    }

    private void forget(int slot) {
        map.remove(keys[slot]);
        snapshots[slot] = null;
        isExited[slot] = false;
    }
}
