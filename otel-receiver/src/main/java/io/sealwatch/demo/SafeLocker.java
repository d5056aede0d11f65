// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Behaves like a locker, safely: it works only below a folder with the demo's marker, never through a symbolic link or
 * on a file with a second name, under a published key, and undoes all of it. A process of its own, so that the sensor
 * sees it as one:
 *
 * <pre>java -cp sealwatch.jar io.sealwatch.demo.SafeLocker FOLDER [--rate FILES/S] [--shape SHAPE] [--undo]</pre>
 */
public final class SafeLocker {
    /** The ransom note of every folder. */
    public static final String NOTE = "README_RESTORE.txt";

    private static final String SUFFIX = ".locked";
    private static final String NOTE_TEXT = """
            YOUR FILES ARE ENCRYPTED. This is the Sealwatch demo: nothing is lost.
            The key is published, and the demo restores every file when it ends.
            """;
    private static final double NANOS = 1e9;

    private final Path root;
    private final Shape shape;
    private final long pauseNanos;
    private final LockerPart part;

    /** What lockers do to a file. */
    public enum Shape {
        /** Encrypts into a new file and deletes the original. */
        CREATE_DELETE,
        /** Overwrites the original. */
        IN_PLACE,
        /** Overwrites the original and renames it. */
        IN_PLACE_RENAME;

        static Shape of(String text) {
            for (Shape shape : values()) {
                if (shape.text().equals(text)) {
                    return shape;
                }
            }
            throw new DemoException("unknown shape '" + text + "': use create-delete, in-place or in-place-rename");
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param filesPerSecond 0 for as fast as it goes */
    public SafeLocker(Path folder, Shape shape, double filesPerSecond) {
        this(folder, shape, filesPerSecond, LockerPart.ALL);
    }

    SafeLocker(Path folder, Shape shape, double filesPerSecond, LockerPart part) {
        this.part = part;
        this.root = DemoFolder.open(folder).root();
        this.shape = shape;
        this.pauseNanos = filesPerSecond > 0 ? (long) (NANOS / filesPerSecond) : 0;
    }

    /** The name that a locked file gets. */
    static Path lockedName(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** Locks every file of its part and leaves a note in each of its directories; returns how many files. */
    public int lock() throws IOException {
        int[] locked = {0};
        try (LockJournal journal = LockJournal.append(root)) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    if (part.has(root.relativize(folder))) {
                        Files.writeString(folder.resolve(NOTE), NOTE_TEXT);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    boolean mine = part.has(root.relativize(file.getParent()));
                    if (mine && attributes.isRegularFile() && isPrey(file)) {
                        lock(file, journal);
                        locked[0]++;
                        LockSupport.parkNanos(pauseNanos);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        // Another locker took it.
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        }
        return locked[0];
    }

    /** Not our own files, not what is locked already, and no file that has another name outside. */
    private static boolean isPrey(Path file) throws IOException {
        String name = file.getFileName().toString();
        return !name.equals(DemoFolder.MARKER)
                && !name.equals(LockJournal.NAME)
                && !name.equals(NOTE)
                && !name.endsWith(SUFFIX)
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1;
    }

    private void lock(Path file, LockJournal journal) throws IOException {
        String relative = root.relativize(file).toString();
        byte[] content = read(file);
        journal.begin(new LockJournal.Entry(shape, relative, LockCipher.digest(content)));
        byte[] locked = LockCipher.apply(content, relative);
        switch (shape) {
            case CREATE_DELETE -> {
                write(lockedName(file), locked, StandardOpenOption.CREATE_NEW);
                Files.delete(file);
            }
            case IN_PLACE -> write(file, locked);
            case IN_PLACE_RENAME -> {
                write(file, locked);
                Files.move(file, lockedName(file));
            }
        }
    }

    /** Restores every file that was begun and takes the notes away; returns how many files. */
    public int undo() throws IOException {
        int restored = 0;
        List<LockJournal.Entry> entries = LockJournal.read(root);
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (restore(entries.get(i))) {
                restored++;
            }
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path note = folder.resolve(NOTE);
                if (Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)
                        && Files.readString(note).equals(NOTE_TEXT)) {
                    Files.delete(note);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(root.resolve(LockJournal.NAME));
        return restored;
    }

    /** False when the locker never came to change the file. */
    private boolean restore(LockJournal.Entry entry) throws IOException {
        Path file = root.resolve(entry.file()).normalize();
        if (!file.startsWith(root) || !file.resolveSibling("").toRealPath().startsWith(root)) {
            throw new DemoException("the journal names " + entry.file() + ", which is outside of " + root);
        }
        Path locked = lockedName(file);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOriginal(read(file), entry)) {
            return entry.shape() == Shape.CREATE_DELETE && Files.deleteIfExists(locked);
        }
        Path source = Files.isRegularFile(locked, LinkOption.NOFOLLOW_LINKS) ? locked : file;
        byte[] content = LockCipher.apply(read(source), entry.file());
        if (!isOriginal(content, entry)) {
            throw new DemoException("cannot restore " + file + ": " + source + " was changed since it was locked");
        }
        if (entry.shape() == Shape.CREATE_DELETE) {
            write(file, content, StandardOpenOption.CREATE_NEW);
            Files.delete(locked);
        } else {
            write(source, content);
            if (source.equals(locked)) {
                Files.move(locked, file);
            }
        }
        return true;
    }

    private static boolean isOriginal(byte[] content, LockJournal.Entry entry) {
        return LockCipher.digest(content).equals(entry.digest());
    }

    private static byte[] read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException gone) {
            throw new DemoException(file + " is gone: it cannot be restored", gone);
        }
    }

    private static void write(Path file, byte[] content, StandardOpenOption... how) throws IOException {
        java.util.Set<java.nio.file.OpenOption> options =
                new java.util.HashSet<>(List.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        options.addAll(List.of(how));
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Exit codes: 0 ok, 1 usage or a folder that is not the demo's, 3 runtime. */
    static int run(String... arguments) {
        try {
            LockerOptions options = LockerOptions.parse(arguments);
            SafeLocker locker =
                    new SafeLocker(options.folder(), options.shape(), options.filesPerSecond(), options.part());
            System.out.println(
                    options.undo() ? "restored " + locker.undo() + " files" : "locked " + locker.lock() + " files");
            return 0;
        } catch (DemoException refused) {
            System.err.println("safe-locker: " + refused.getMessage());
            return 1;
        } catch (IOException failure) {
            System.err.println("safe-locker: " + failure + ". Run it again with --undo to restore every file.");
            return 3;
        }
    }
}
