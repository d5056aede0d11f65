// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this host is called.
 *
 * @param id {@code /etc/machine-id}, or the host name where there is none
 * @param name host name
 * @param bootId of this boot
 */
public record Host(String id, String name, String bootId) {
    /** Asks the system. */
    public static Host detect() {
        String name = first(Path.of("/proc/sys/kernel/hostname"), "localhost");
        return new Host(
                first(Path.of("/etc/machine-id"), name),
                name,
                first(Path.of("/proc/sys/kernel/random/boot_id"), "unknown"));
    }

    private static String first(Path file, String otherwise) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? otherwise : text;
        } catch (IOException missing) {
            return otherwise;
        }
    }
}
