// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends to one segment. A write that fails half way is undone, so that the file ends with a whole entry. */
final class SegmentWriter implements AutoCloseable {
    private final FileChannel channel;
    private final boolean fsync;

    SegmentWriter(Path directory, String name, boolean fsync) throws IOException {
        this.channel =
                FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.fsync = fsync;
        if (fsync) {
            forceDirectory(directory);
        }
    }

    void append(ByteBuffer entry) throws IOException {
        long before = channel.position();
        try {
            while (entry.hasRemaining()) {
                channel.write(entry);
            }
            if (fsync) {
                channel.force(false);
            }
        } catch (IOException failed) {
            channel.truncate(before);
            throw failed;
        }
    }

    /** A new file is only there after a loss of power when its directory was written, too. */
    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
