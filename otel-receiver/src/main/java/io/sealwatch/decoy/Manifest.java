// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of what was planted: one JSON object a line, on disk before the file itself is, so that whatever a crash leaves
 * behind is known at the next start. Locked, because two sensors would remove each other's decoys.
 */
final class Manifest implements AutoCloseable {
    static final String NAME = "decoys.ndjson";

    private static final String LOCK = "decoys.lock";

    private final Path file;
    private final FileLock lock;
    private final FileChannel channel;
    private final ObjectMapper json = new ObjectMapper();

    private Manifest(Path file, FileLock lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /** Whether a list was left by an earlier run. */
    static boolean exists(Path state) {
        return Files.exists(state.resolve(NAME));
    }

    static Manifest open(Path state) {
        Path file = state.resolve(NAME);
        try {
            Files.createDirectories(state);
            // A file of its own: Linux drops a lock when any descriptor of the file is closed, a reader's included.
            FileChannel locked =
                    FileChannel.open(state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(locked);
            if (lock == null) {
                locked.close();
                throw new DecoyException(
                        file + " is in use by another sensor: stop it or give this one another decoys.state-directory");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new Manifest(file, lock, channel);
        } catch (IOException failure) {
            throw new DecoyException("the list of decoys " + file + " cannot be written: " + failure, failure);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProgram) {
            return null;
        }
    }

    /** What is listed, the last word on each path; lines that a crash cut are left out. */
    List<DecoyFile> read() {
        Map<String, DecoyFile> last = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                entry(line, last);
            }
        } catch (IOException failure) {
            throw new DecoyException("the list of decoys " + file + " cannot be read: " + failure, failure);
        }
        return List.copyOf(last.values());
    }

    private void entry(String line, Map<String, DecoyFile> last) {
        try {
            DecoyFile decoy = json.readValue(line, DecoyFile.class);
            if (decoy != null && decoy.path() != null && decoy.sha256() != null) {
                last.put(decoy.path(), decoy);
            }
        } catch (JsonProcessingException cut) {
            // It was being written when the agent died: the file that it names was not made yet.
            return;
        }
    }

    /** Adds a line; it is on disk when this returns. */
    void add(DecoyFile decoy) {
        try {
            byte[] line = (json.writeValueAsString(decoy) + '\n').getBytes(StandardCharsets.UTF_8);
            channel.position(channel.size());
            channel.write(java.nio.ByteBuffer.wrap(line));
            channel.force(true);
        } catch (IOException failure) {
            throw new DecoyException("the list of decoys " + file + " cannot be written: " + failure, failure);
        }
    }

    /** Forgets all of it. */
    void clear() {
        try {
            channel.truncate(0);
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new DecoyException("the list of decoys " + file + " cannot be removed: " + failure, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.acquiredBy().close();
        } catch (IOException nothingLost) {
            return;
        }
    }
}
