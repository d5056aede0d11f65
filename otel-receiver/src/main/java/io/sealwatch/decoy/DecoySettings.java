// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import java.nio.file.Path;
import java.util.List;

/**
 * Whether and where decoys are planted.
 *
 * @param enabled off unless somebody asks for it
 * @param directories absolute; each gets the same few files
 * @param state where the list of what was planted is kept
 */
public record DecoySettings(boolean enabled, List<Path> directories, Path state) {
    public static final Path DEFAULT_STATE = Path.of("/var/lib/sealwatch");

    /** No decoys. */
    public static final DecoySettings OFF = new DecoySettings(false, List.of(), DEFAULT_STATE);

    public DecoySettings {
        directories = List.copyOf(directories);
        for (Path directory : directories) {
            if (!directory.isAbsolute()) {
                throw new IllegalArgumentException("'" + directory + "' is not an absolute path");
            }
        }
        if (enabled && directories.isEmpty()) {
            throw new IllegalArgumentException("decoys are enabled and no directory is given for them");
        }
    }
}
