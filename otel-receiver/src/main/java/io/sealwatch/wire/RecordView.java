// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A window on one record where it lies in the ring. It is moved from record to record and allocates nothing; what must
 * outlive the record is taken with {@link #decode()}.
 *
 * <p>Not thread-safe. After {@link #wrap} returned a defect, nothing else may be called.
 */
public final class RecordView {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NOTHING;
    private int start;
    private int length;
    private int number;
    private EventKind kind = EventKind.SENSOR_LOSS;

    /** What can be wrong with a record. */
    public enum Defect {
        TOO_SHORT,
        WRONG_SIZE,
        UNKNOWN_KIND
    }

    /**
     * Moves to a record.
     *
     * @param bytes little endian
     * @param at index of its first byte
     * @param size bytes that the ring says it has
     * @return null when the record is sound
     */
    public @Nullable Defect wrap(ByteBuffer bytes, int at, int size) {
        if (bytes.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("records are little endian");
        }
        if (size < Layout.HEADER) {
            return Defect.TOO_SHORT;
        }
        int kindNumber = bytes.getShort(at + Layout.KIND) & 0xFFFF;
        EventKind known = Kind.of(kindNumber);
        if (known == null) {
            return Defect.UNKNOWN_KIND;
        }
        int said = bytes.getInt(at + Layout.SIZE);
        if (said != size || said < Kind.fixedSize(kindNumber)) {
            return Defect.WRONG_SIZE;
        }
        buffer = bytes;
        start = at;
        length = size;
        number = kindNumber;
        kind = known;
        return null;
    }

    public EventKind kind() {
        return kind;
    }

    /** Boot clock. */
    public long timeNanos() {
        return buffer.getLong(start + Layout.TIME);
    }

    public int pid() {
        return buffer.getInt(start + Layout.PID);
    }

    public int threadId() {
        return buffer.getInt(start + Layout.TID);
    }

    public int parentPid() {
        return buffer.getInt(start + Layout.PPID);
    }

    /** The process's identity as {@link ProcessKey#packed()} gives it. */
    public long processKey() {
        return ProcessKey.pack(pid(), buffer.getLong(start + Layout.START) / ProcessKey.NANOS_PER_TICK);
    }

    /** The call succeeded, as far as the kind has a result. */
    public boolean succeeded() {
        switch (kind) {
            case FILE_OPEN,
                    FILE_CREATE,
                    FILE_READ,
                    FILE_WRITE,
                    FILE_TRUNCATE,
                    FILE_RENAME,
                    FILE_DELETE,
                    DIRECTORY_DELETE,
                    FILE_LINK,
                    FILE_SYMLINK -> {
                return buffer.getInt(start + Layout.Open.RESULT) == 0;
            }
            default -> {
                return true;
            }
        }
    }

    /** How many calls that succeeded the record stands for: other than one only for counted opens. */
    public long weight() {
        if (kind != EventKind.FILE_OPENS) {
            return 1;
        }
        return Math.max(0, buffer.getLong(start + Layout.Opens.COUNT) - buffer.getLong(start + Layout.Opens.FAILED));
    }

    /** The kernel's number of the kind. */
    public int number() {
        return number;
    }

    /** Bytes of the record. */
    public int length() {
        return length;
    }

    /** The common prefix as a value. */
    public Header header() {
        return EventDecoder.header(buffer, start, length);
    }

    /** The record as a value that outlives it. */
    public Event decode() {
        return EventDecoder.decode(buffer, start, length, kind);
    }
}
