// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What one run has taken and what has left its memory, in a mapped file: a store costs nanoseconds and stays when the
 * process is killed, so the next run can say exactly what was still in memory. Little endian, words of 8 bytes:
 *
 * <pre>
 *   0 mark            the layout's version
 *   8 last            number of the last record that was taken, from 1
 *  16 skipped         numbers up to it that never came: a filter held them back
 *  24 turned away     records given up before the courier had them
 *  32 settled         records that left the courier's memory: delivered, stored or given up
 *  40 unspooled       records that came back from the spool into memory
 *  48 settled below   every number below this one is settled
 *  56 doubt           what the courier is about to do: 0 nothing, 1 send, 2 store
 *  64 doubt settled   "settled" as it will be when that has worked
 *  72 doubt segment   where it stores
 *  80 doubt offset
 *  88 id length       of service.instance.id, whose UTF-8 bytes follow at 96
 * </pre>
 *
 * <p>{@link #took} belongs to one thread, {@link #turnedAway} to callers that hold one lock, the rest to the courier.
 */
public final class RunAccount implements AutoCloseable {
    static final String SUFFIX = ".run";
    static final long MARK = 0x0000_0001_4E_55_52_57_53L;
    static final int BYTES = 4096;
    static final int LAST = 8;
    static final int SKIPPED = 16;
    static final int TURNED_AWAY = 24;
    static final int SETTLED = 32;
    static final int UNSPOOLED = 40;
    static final int SETTLED_BELOW = 48;
    static final int DOUBT = 56;
    static final int DOUBT_SETTLED = 64;
    static final int DOUBT_SEGMENT = 72;
    static final int DOUBT_OFFSET = 80;
    static final int ID_LENGTH = 88;
    static final int ID = 96;
    static final long SENDS = 1;
    static final long STORES = 2;
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer words;
    private final @Nullable Path file;
    private volatile long below;

    private RunAccount(ByteBuffer words, @Nullable Path file) {
        this.words = words;
        this.file = file;
    }

    /** Of a run without a spool: it ends with the process. */
    public static RunAccount inMemory() {
        return new RunAccount(ByteBuffer.allocateDirect(BYTES), null);
    }

    /** @param instanceId of this run, as {@code service.instance.id} says it */
    static RunAccount create(Path file, String instanceId) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] id = instanceId.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(id.length, BYTES - ID);
        first.putLong(0, MARK).putLong(SETTLED_BELOW, 1).putLong(ID_LENGTH, length);
        first.put(ID, id, 0, length);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // The whole page is written before it is mapped: a store to one that the disk has no room for is a signal.
            while (first.hasRemaining()) {
                channel.write(first);
            }
            return new RunAccount(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES), file);
        }
    }

    /** A record was taken; numbers grow. */
    public void took(long number) {
        long last = get(LAST);
        if (number != last + 1) {
            set(SKIPPED, get(SKIPPED) + number - last - 1);
        }
        set(LAST, number);
    }

    /** Records were given up before the courier had them. */
    public void turnedAway(long records) {
        set(TURNED_AWAY, get(TURNED_AWAY) + records);
    }

    /** A request with these records from memory is about to be sent. */
    public void sends(long records) {
        doubt(SENDS, records, 0, 0);
    }

    void stores(long records, long segment, long offset) {
        doubt(STORES, records, segment, offset);
    }

    private void doubt(long what, long records, long segment, long offset) {
        set(DOUBT, 0);
        set(DOUBT_SEGMENT, segment);
        set(DOUBT_OFFSET, offset);
        set(DOUBT_SETTLED, get(SETTLED) + records);
        set(DOUBT, what);
    }

    /** The receiver does not have what was about to be sent. */
    public void notSent() {
        set(DOUBT, 0);
    }

    /** Records in memory were delivered, stored or given up. */
    public void settled(long records) {
        set(SETTLED, get(SETTLED) + records);
    }

    /** Stored records are in memory again. */
    public void unspooled(long records) {
        set(UNSPOOLED, get(UNSPOOLED) + records);
    }

    /** Every number below this one is settled. A smaller number than before changes nothing. */
    public void settledBelow(long number) {
        if (number > below) {
            below = number;
            set(SETTLED_BELOW, number);
        }
    }

    /** Every number below is settled; 0 before the first was. Any thread may ask. */
    public long settledBelow() {
        return below;
    }

    // Release: the stores are seen in the order in which they were made, by whoever reads the file of a killed run.
    private void set(int at, long value) {
        WORD.setRelease(words, at, value);
    }

    private long get(int at) {
        return words.order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    /** Nothing that this run took can be lost any more: its file goes. It stays while something is in memory. */
    @Override
    public void close() throws IOException {
        long taken = get(LAST) - get(SKIPPED) + get(UNSPOOLED);
        if (file != null && taken == get(TURNED_AWAY) + get(SETTLED)) {
            Files.deleteIfExists(file);
        }
    }
}
