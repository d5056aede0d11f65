// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.sealwatch.pipeline.RecordHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kernel's ring buffer, mapped. Records are walked where they lie; there is no native call per record.
 *
 * <pre>
 *  consumer page (ours to write): | position |
 *  producer page (read only):     | position | then the data, mapped twice in a row, so that no record wraps
 *  record: | length and BUSY, DISCARD bits: 4 | page offset: 4 | bytes ... padded to 8 |
 * </pre>
 *
 * <p>Used by one thread.
 */
final class Ring implements AutoCloseable {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUSY = 1 << 31;
    private static final int DISCARD = 1 << 30;
    private static final int LENGTH = ~(BUSY | DISCARD);
    private static final int RECORD_HEADER = 8;
    /** Room is given back to the producers after so many records, not only at the end of a long walk. */
    private static final int PUBLISH_EVERY = 256;

    private final int page = (int) LibC.sysconf(LibC.SC_PAGESIZE);
    private final int size;
    private final Pointer consumerMapping;
    private final Pointer producerMapping;
    private final ByteBuffer consumer;
    private final ByteBuffer data;
    private final int epoll;
    private final Memory event = new Memory(16);
    private long position;

    Ring(int fd, int size) {
        this.size = size;
        consumerMapping = LibC.mmap(null, page, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED, fd, 0);
        producerMapping = LibC.mmap(null, page + 2L * size, LibC.PROT_READ, LibC.MAP_SHARED, fd, page);
        consumer = consumerMapping.getByteBuffer(0, page).order(ByteOrder.LITTLE_ENDIAN);
        data = producerMapping.getByteBuffer(0, page + 2L * size).order(ByteOrder.LITTLE_ENDIAN);
        epoll = LibC.epoll_create1(0);
        event.clear();
        event.setInt(0, LibC.EPOLLIN);
        LibC.epoll_ctl(epoll, LibC.EPOLL_CTL_ADD, fd, event);
        position = (long) LONG.getAcquire(consumer, 0);
    }

    /** Hands over every finished record; returns how many. A handler that throws does not get its record again. */
    int drain(RecordHandler handler) {
        int records = 0;
        int unpublished = 0;
        try {
            while (position < (long) LONG.getAcquire(data, 0)) {
                int at = page + (int) (position & (size - 1));
                int header = (int) INT.getAcquire(data, at);
                if ((header & BUSY) != 0) {
                    break;
                }
                int length = header & LENGTH;
                position += length + RECORD_HEADER + 7 & ~7;
                if ((header & DISCARD) == 0) {
                    records++;
                    handler.onRecord(data, at + RECORD_HEADER, length);
                }
                if (++unpublished == PUBLISH_EVERY) {
                    LONG.setRelease(consumer, 0, position);
                    unpublished = 0;
                }
            }
        } finally {
            LONG.setRelease(consumer, 0, position);
        }
        return records;
    }

    /** True when the producers have reserved something that was not walked yet, finished or not. */
    boolean hasMore() {
        return position < (long) LONG.getVolatile(data, 0);
    }

    /** True when somebody else has moved our place in the ring: what lay between is lost without a count. */
    boolean isConsumedByOthers() {
        return (long) LONG.getAcquire(consumer, 0) != position;
    }

    /** Sleeps until a producer forces a wake-up, or the time is over. */
    void await(int millis) {
        LibC.epoll_wait(epoll, event, 1, millis);
    }

    @Override
    public void close() {
        LibC.close(epoll);
        LibC.munmap(producerMapping, page + 2L * size);
        LibC.munmap(consumerMapping, page);
        event.close();
    }
}
