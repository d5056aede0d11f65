// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One batch as it lies in a segment, little endian. The payload is deflated: OTLP repeats every attribute name, so a
 * spool holds about eight times as many records.
 *
 * <pre>
 *  0         4          8          12         16           20          84
 *  +---------+----------+----------+----------+------------+-----------+---------------------+
 *  | "SWB1"  | length   | raw size | records  | crc32c     | processes | payload, deflated   |
 *  +---------+----------+----------+----------+------------+-----------+---------------------+
 *            of the payload, bytes            of all but itself and the mark
 * </pre>
 */
final class Entry {
    static final int MARK = 0x31425753;
    static final int HEADER = 20 + Buckets.BYTES;

    /** Larger requests are not made; a larger number is damage. */
    static final int MAX_RAW = 256 << 20;

    private static final int LENGTH = 4;
    private static final int RAW = 8;
    private static final int RECORDS = 12;
    private static final int CRC = 16;
    private static final int PROCESSES = 20;

    private Entry() {}

    static ByteBuffer encode(Batch batch) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(batch.request());
            deflater.finish();
            ByteArrayOutputStream payload = new ByteArrayOutputStream(batch.request().length / 4 + 64);
            byte[] part = new byte[16 << 10];
            while (!deflater.finished()) {
                payload.write(part, 0, deflater.deflate(part));
            }
            ByteBuffer entry = ByteBuffer.allocate(HEADER + payload.size()).order(ByteOrder.LITTLE_ENDIAN);
            entry.putInt(MARK)
                    .putInt(payload.size())
                    .putInt(batch.request().length)
                    .putInt(batch.records());
            entry.putInt(0);
            batch.processes().write(entry);
            entry.put(payload.toByteArray());
            entry.putInt(CRC, crc(entry, 0, payload.size()));
            return entry.flip();
        } finally {
            deflater.end();
        }
    }

    /** Bytes of the entry whose header lies at this index; empty when no sound header lies there. */
    static Optional<Integer> sizeAt(ByteBuffer segment, int at) {
        if (segment.limit() - at < HEADER || segment.getInt(at) != MARK) {
            return Optional.empty();
        }
        int length = segment.getInt(at + LENGTH);
        int raw = segment.getInt(at + RAW);
        boolean sound = length >= 0
                && length <= segment.limit() - at - HEADER
                && raw >= 0
                && raw <= MAX_RAW
                && segment.getInt(at + RECORDS) > 0
                && segment.getInt(at + CRC) == crc(segment, at, length);
        return sound ? Optional.of(HEADER + length) : Optional.empty();
    }

    /**
     * Bytes of an entry whose header can be right; its payload was not looked at.
     *
     * @param header the first bytes of it
     * @param available bytes up to the end of the file
     */
    static Optional<Integer> plausibleSize(ByteBuffer header, long available) {
        if (header.limit() < HEADER || !isMark(header)) {
            return Optional.empty();
        }
        int length = header.getInt(LENGTH);
        int raw = header.getInt(RAW);
        boolean plausible =
                length >= 0 && length <= available - HEADER && raw >= 0 && raw <= MAX_RAW && header.getInt(RECORDS) > 0;
        return plausible ? Optional.of(HEADER + length) : Optional.empty();
    }

    static boolean isMark(ByteBuffer bytes) {
        return bytes.limit() >= Integer.BYTES && bytes.getInt(0) == MARK;
    }

    /** Records of a sound entry. */
    static int recordsAt(ByteBuffer segment, int at) {
        return segment.getInt(at + RECORDS);
    }

    static Buckets processesAt(ByteBuffer segment, int at) {
        return Buckets.read(segment.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(at + PROCESSES));
    }

    /** The batch in these bytes, which are one whole entry; empty when they are damaged. */
    static Optional<Batch> decode(ByteBuffer entry) {
        Optional<Integer> size = sizeAt(entry, 0);
        if (size.isEmpty() || size.get() != entry.limit()) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater(true);
        try {
            byte[] raw = new byte[entry.getInt(RAW)];
            inflater.setInput(entry.array(), entry.arrayOffset() + HEADER, entry.limit() - HEADER);
            int filled = 0;
            while (filled < raw.length && !inflater.finished()) {
                int more = inflater.inflate(raw, filled, raw.length - filled);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.empty();
                }
                filled += more;
            }
            return filled == raw.length
                    ? Optional.of(new Batch(raw, recordsAt(entry, 0), processesAt(entry, 0)))
                    : Optional.empty();
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static int crc(ByteBuffer segment, int at, int length) {
        CRC32C crc = new CRC32C();
        ByteBuffer view = segment.duplicate();
        crc.update(view.limit(at + CRC).position(at + LENGTH));
        crc.update(segment.duplicate().limit(at + HEADER + length).position(at + PROCESSES));
        return (int) crc.getValue();
    }
}
