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
     * Looks through a file of an earlier run, from header to header: the payloads are read and checked when their turn
     * comes, so that a large spool does not hold up the start. Where a header is not followed by the next, everything
     * behind is looked at byte by byte. Damage is skipped to the next sound entry and counted in bytes; what a killed
     * writer left at the end is damage, too.
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
            long sound = segment.hop(channel, Math.min(Math.max(from, 0), segment.bytes));
            if (sound < segment.bytes) {
                segment.index(read(channel, sound, (int) (segment.bytes - sound)), sound);
            }
        }
        return segment;
    }

    /** Adds entries as long as one header leads to the next; returns where that ends. */
    private long hop(FileChannel channel, long from) throws IOException {
        long at = from;
        while (at < bytes) {
            ByteBuffer header = read(channel, at, Entry.HEADER);
            long next = at + Entry.plausibleSize(header, bytes - at).orElse(0);
            if (next == at || next < bytes && !Entry.isMark(read(channel, next, Integer.BYTES))) {
                return at;
            }
            add(new Slot(at, (int) (next - at), Entry.recordsAt(header, 0), Entry.processesAt(header, 0)));
            at = next;
        }
        return at;
    }

    /** @param base where in the file the bytes begin */
    private void index(ByteBuffer all, long base) {
        int at = 0;
        while (at < all.limit()) {
            int size = Entry.sizeAt(all, at).orElse(0);
            if (size == 0) {
                damagedBytes++;
                at++;
            } else {
                add(new Slot(base + at, size, Entry.recordsAt(all, at), Entry.processesAt(all, at)));
                at += size;
            }
        }
    }

    /** Bytes from a place on; fewer at the end of the file. */
    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (part.hasRemaining() && channel.read(part, at + part.position()) >= 0) {
            // One read can return less than asked for.
        }
        return part.flip();
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, slot.at(), slot.size());
        }
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
