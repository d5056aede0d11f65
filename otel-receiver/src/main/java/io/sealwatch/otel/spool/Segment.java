// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** One file of the spool: entries one after the other. What of it still waits is known in memory. */
final class Segment {
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private final Path file;
    private final long number;
    private final Deque<Slot> waiting = new ArrayDeque<>();
    private long bytes;
    private long records;
    private long damagedBytes;

    /** Where a batch lies that still waits. */
    record Slot(long at, int size, int records, Buckets processes) {}

    Segment(Path file, long number) {
        this.file = file;
        this.number = number;
    }

    /**
     * Looks through a file of an earlier run. Damage is skipped to the next sound entry and counted in bytes; what a
     * killed writer left at the end is damage, too.
     *
     * @param from bytes that were delivered before
     */
    static Segment scan(Path file, long number, long from) throws IOException {
        Segment segment = new Segment(file, number);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            segment.bytes = channel.size();
            if (segment.bytes > MAX_BYTES) {
                segment.damagedBytes = segment.bytes;
                return segment;
            }
            ByteBuffer all = ByteBuffer.allocate((int) segment.bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (all.hasRemaining() && channel.read(all) >= 0) {
                // The whole file is wanted.
            }
            segment.index(all.flip(), (int) Math.min(Math.max(from, 0), all.limit()));
        }
        return segment;
    }

    private void index(ByteBuffer all, int from) {
        int at = from;
        while (at < all.limit()) {
            int size = Entry.sizeAt(all, at).orElse(0);
            if (size == 0) {
                damagedBytes++;
                at++;
            } else {
                add(new Slot(at, size, Entry.recordsAt(all, at), Entry.processesAt(all, at)));
                at += size;
            }
        }
    }

    private void add(Slot slot) {
        waiting.add(slot);
        records += slot.records();
    }

    /** Notes an entry that was written at the end. */
    Slot appended(int size, Batch batch) {
        Slot slot = new Slot(bytes, size, batch.records(), batch.processes());
        bytes += size;
        add(slot);
        return slot;
    }

    /** The bytes of an entry, as they are on disk now. */
    ByteBuffer read(Slot slot) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(slot.size()).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (entry.hasRemaining() && channel.read(entry, slot.at() + entry.position()) >= 0) {
                // One read can return less than asked for.
            }
        }
        return entry.flip();
    }

    Deque<Slot> waiting() {
        return waiting;
    }

    Slot removeFirst() {
        Slot slot = waiting.removeFirst();
        records -= slot.records();
        return slot;
    }

    Path file() {
        return file;
    }

    long number() {
        return number;
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }

    long damagedBytes() {
        return damagedBytes;
    }
}
