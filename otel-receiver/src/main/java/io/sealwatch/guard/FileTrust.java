// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a file that the sensor believes, or a folder that it keeps telemetry in, is in the hands of root or of the user
 * that it runs as, and of nobody else.
 */
public final class FileTrust {
    private FileTrust() {}

    /** From now on, files of this process are for its owner only: 0600, folders 0700. */
    public static void keepPrivate() {
        LibC.umask(077);
    }

    /** Settings: whoever can write them decides what the sensor overlooks. Says what is wrong and what to do. */
    public static List<String> ofSettings(Path file) {
        Path real = real(file);
        List<String> problems = writableByOthers(real, "-w");
        Path folder = real.getParent();
        if (folder != null) {
            problems.addAll(writableByOthers(folder, "-w"));
        }
        return problems;
    }

    /**
     * The folder is made, with what lies above it, when it is not there. One that others could read is closed to them;
     * one that others could write to, or that is theirs, is not to be trusted.
     */
    public static List<String> ofPrivateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        List<String> problems = new ArrayList<>();
        if (!ownerIsTrusted(folder)) {
            problems.add(folder + " belongs to another user: chown it to the user that the sensor runs as");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
            problems.add(folder + " could be written to by others (" + PosixFilePermissions.toString(permissions)
                    + "): look what is in it, then chmod 700 " + folder);
        } else if (problems.isEmpty() && permissions.stream().anyMatch(FileTrust::isOthers)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return problems;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            // Whoever reads it says that it is not there.
            return file.toAbsolutePath();
        }
    }

    private static List<String> writableByOthers(Path path, String remedy) {
        List<String> problems = new ArrayList<>();
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            boolean sticky = isSticky(path);
            if (!sticky
                    && (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                            || permissions.contains(PosixFilePermission.GROUP_WRITE))) {
                problems.add(path + " can be written by others (" + PosixFilePermissions.toString(permissions)
                        + "): chmod go" + remedy + " " + path);
            }
            if (!sticky && !ownerIsTrusted(path)) {
                problems.add(
                        path + " belongs to neither root nor the user that the sensor runs as: chown root " + path);
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // Not there, or on a file system without owners: reading it will say so.
            return problems;
        }
        return problems;
    }

    private static boolean isOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER_");
    }

    private static boolean ownerIsTrusted(Path path) throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        return owner == 0 || owner == LibC.geteuid();
    }

    /** In a folder like /tmp only the owner of a file can replace it. */
    private static boolean isSticky(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        return Files.isDirectory(path) && (mode & 01000) != 0;
    }
}
