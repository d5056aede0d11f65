// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the locker is about to do to each file, written before it does it, with the digest of the original. So an undo
 * knows what to restore and can prove that it did, even when the locker was killed between two steps.
 */
final class LockJournal implements AutoCloseable {
    static final String NAME = ".sealwatch-demo-journal";

    private final FileChannel channel;

    /**
     * One file.
     *
     * @param file relative to the folder
     * @param digest of the original, as {@link LockCipher#digest} gives it
     */
    record Entry(SafeLocker.Shape shape, String file, String digest) {}

    private LockJournal(FileChannel channel) {
        this.channel = channel;
    }

    static LockJournal append(Path root) throws IOException {
        return new LockJournal(FileChannel.open(
                root.resolve(NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS));
    }

    void begin(Entry entry) throws IOException {
        String name = Base64.getEncoder().encodeToString(entry.file().getBytes(StandardCharsets.UTF_8));
        String line = entry.shape() + " " + entry.digest() + " " + name + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** What was begun, in order; a line that was cut off by a kill belongs to a file that was not touched yet. */
    static List<Entry> read(Path root) throws IOException {
        Path file = root.resolve(NAME);
        List<Entry> entries = new ArrayList<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return entries;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] parts = line.split(" ");
            String name = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
            entries.add(new Entry(SafeLocker.Shape.valueOf(parts[0]), name, parts[1]));
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
