// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far the spool was delivered, in a file of 20 bytes. It is not forced to the disk: after a loss of power some
 * batches are sent twice, which is better than never.
 */
final class DrainPosition implements AutoCloseable {
    private static final int BYTES = 20;
    private static final int CRC_AT = 16;

    private final FileChannel channel;
    private final long segment;
    private final long offset;

    DrainPosition(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer stored = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean sound = channel.read(stored, 0) == BYTES && stored.getInt(CRC_AT) == crc(stored);
        segment = sound ? stored.getLong(0) : 0;
        offset = sound ? stored.getLong(8) : 0;
    }

    /** Where to start in this segment, as stored by the last run. */
    long offsetIn(long number) {
        return number == segment ? offset : 0;
    }

    /** The segment that deliveries had come to, 0 when there were none. New segments get higher numbers. */
    long segment() {
        return segment;
    }

    /** Segments below were delivered whole, even if their file is still there. */
    boolean isBehind(long number) {
        return number < segment;
    }

    void store(long number, long delivered) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(number).putLong(delivered);
        out.putInt(crc(out));
        channel.write(out.flip(), 0);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_AT));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
