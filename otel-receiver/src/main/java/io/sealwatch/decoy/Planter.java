// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes one decoy, and takes one away. */
final class Planter {
    private static final int FOR_OWNER_AND_GROUP = 0664;
    private static final int EEXIST = 17;
    private static final int MOST_NUMBERS = 100;
    private static final String MARK = "user.sealwatch.decoy";
    /** The freedesktop.org convention for files that a backup leaves out. */
    private static final String NO_BACKUP = "user.xdg.robots.backup";

    private final SecureRandom random = new SecureRandom();

    /** What became of a decoy that should go. */
    enum Removal {
        REMOVED,
        /** It is not there any more. */
        GONE,
        /** It is another file, or has another content: it stays, as evidence and because it may be somebody's. */
        CHANGED,
        /** It could not be looked at or deleted. */
        FAILED
    }

    /**
     * Plants a file under this name, or with a number behind it when there is one of that name: nothing is ever overwritten.
     *
     * @param stem name without number and extension
     */
    DecoyFile plant(Path directory, String stem, DecoyContent type, Manifest manifest) throws IOException {
        String id = HexFormat.of().formatHex(random.generateSeed(16));
        byte[] content = type.of(id);
        for (int number = 1; number <= MOST_NUMBERS; number++) {
            String name = stem + (number == 1 ? "" : "-" + number) + "." + type.extension();
            Path path = directory.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            DecoyFile planned = new DecoyFile(path.toString(), 0, 0, content.length, sha256(content));
            manifest.add(planned);
            try {
                DecoyFile planted = create(planned, content, id);
                manifest.add(planted);
                return planted;
            } catch (LastErrorException refused) {
                if (refused.getErrorCode() != EEXIST) {
                    throw new IOException(refused.getMessage(), refused);
                }
            }
        }
        throw new IOException("every name like " + stem + " is taken");
    }

    private static DecoyFile create(DecoyFile planned, byte[] content, String id) throws IOException {
        int flags = PlantingCalls.O_WRONLY
                | PlantingCalls.O_CREAT
                | PlantingCalls.O_EXCL
                | PlantingCalls.O_NOFOLLOW
                | PlantingCalls.O_CLOEXEC;
        int fd = PlantingCalls.open(planned.path(), flags, FOR_OWNER_AND_GROUP);
        try {
            if (PlantingCalls.write(fd, content, content.length) != content.length) {
                throw new IOException("the disk is full");
            }
            dress(fd, planned, id);
            PlantingCalls.fsync(fd);
            Path open = Path.of("/proc/self/fd/" + fd);
            return new DecoyFile(
                    planned.path(), number(open, "dev"), number(open, "ino"), planned.size(), planned.sha256());
        } finally {
            PlantingCalls.close(fd);
        }
    }

    /** Like the files around it, marked, and left out by backups. A file system that cannot do one of it has it without. */
    private static void dress(int fd, DecoyFile planned, String id) throws IOException {
        Path directory = Path.of(planned.path()).getParent();
        int group = ((Number) Files.getAttribute(directory, "unix:gid")).intValue();
        whereverPossible(() -> PlantingCalls.fchown(fd, PlantingCalls.SAME, group));
        whereverPossible(() -> PlantingCalls.fchmod(fd, FOR_OWNER_AND_GROUP));
        whereverPossible(() -> mark(fd, MARK, id));
        whereverPossible(() -> mark(fd, NO_BACKUP, "false"));
        whereverPossible(() -> {
            int[] flags = new int[2];
            PlantingCalls.ioctl(fd, PlantingCalls.FS_IOC_GETFLAGS, flags);
            flags[0] |= PlantingCalls.FS_NODUMP;
            PlantingCalls.ioctl(fd, PlantingCalls.FS_IOC_SETFLAGS, flags);
        });
    }

    private static void mark(int fd, String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        PlantingCalls.fsetxattr(fd, name, bytes, bytes.length, 0);
    }

    private static void whereverPossible(Runnable call) {
        try {
            call.run();
        } catch (LastErrorException unsupported) {
            // the decoy works without it
            return;
        }
    }

    /** Deletes a file only when it is the very one that was planted, with the content it was given. */
    Removal remove(DecoyFile decoy) {
        Path path = Path.of(decoy.path());
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Removal.GONE;
            }
            boolean same = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && number(path, "size", LinkOption.NOFOLLOW_LINKS) == decoy.size()
                    && (!decoy.isPlanted()
                            || (number(path, "ino", LinkOption.NOFOLLOW_LINKS) == decoy.inode()
                                    && number(path, "dev", LinkOption.NOFOLLOW_LINKS) == decoy.device()));
            if (!same || !sha256(Files.readAllBytes(path)).equals(decoy.sha256())) {
                return Removal.CHANGED;
            }
            Files.delete(path);
            return Removal.REMOVED;
        } catch (IOException failure) {
            return Removal.FAILED;
        }
    }

    private static long number(Path file, String name, LinkOption... options) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:" + name, options)).longValue();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
