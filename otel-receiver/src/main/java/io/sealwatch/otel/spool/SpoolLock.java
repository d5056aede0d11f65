// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One agent per spool. The kernel frees the lock when its owner dies, however it dies. */
final class SpoolLock implements AutoCloseable {
    private final FileChannel channel;

    SpoolLock(Path directory) throws IOException {
        channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new SpoolException("the spool " + directory
                    + " is in use by another agent: stop it or give this one another otlp.spool.directory");
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
