// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

import io.sealwatch.event.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The very file that an exception was made for, as it was when the agent started: a program that is put in its place later does
 * not inherit it.
 *
 * @param path with all links followed
 * @param inode of the file
 * @param device as the kernel numbers it, 0 where user space can be told another one (btrfs)
 */
record Pin(String path, long inode, int device) {
    /** The message says why there is none. */
    static final class NoPinException extends Exception {
        private static final long serialVersionUID = 1L;

        NoPinException(String message) {
            super(message);
        }
    }

    static Pin of(ExceptionRule rule, String executable) throws NoPinException {
        Path file = Path.of(executable);
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real)) {
                throw new NoPinException(executable + " is not a file");
            }
            if (rule.sha256().isPresent() && !rule.sha256().get().equals(sha256(real))) {
                throw new NoPinException(executable + " has another SHA-256 than the exception says");
            }
            long device = number(real, "dev");
            return new Pin(
                    real.toString(), number(real, "ino"), hasOwnNumbers(real) ? 0 : FileIdentity.kernelDevice(device));
        } catch (IOException missing) {
            throw new NoPinException(executable + " is not there or cannot be read");
        }
    }

    /** A process that ran before the agent did has no identity on record: then its path decides. */
    boolean is(FileIdentity file, String runs) {
        if (!path.equals(runs)) {
            return false;
        }
        return !file.isKnown() || (file.inode() == inode && (device == 0 || file.device() == device));
    }

    /** Whether user space may be told another device than the kernel has: unknown below a changed root (chroot), too. */
    private static boolean hasOwnNumbers(Path file) {
        try {
            return Files.getFileStore(file).type().equals("btrfs");
        } catch (IOException notInTheTableOfMounts) {
            return true;
        }
    }

    private static long number(Path file, String name) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:" + name)).longValue();
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            int read = in.read(buffer);
            while (read >= 0) {
                digest.update(buffer, 0, read);
                read = in.read(buffer);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
