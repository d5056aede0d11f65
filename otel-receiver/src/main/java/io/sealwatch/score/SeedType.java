// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.EventKind;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The four kinds of event that the seed knows. The order is that of its numbers, 0 to 3. */
public enum SeedType {
    OPEN('O'),
    CREATE('C'),
    DELETE('D'),
    ENCRYPT('E');

    private final char letter;

    SeedType(char letter) {
        this.letter = letter;
    }

    /** As in patterns and in the threshold column. */
    public char letter() {
        return letter;
    }

    /**
     * What the seed would call an event of this kind.
     *
     * @return null when the seed does not know the kind
     */
    public static @Nullable SeedType of(EventKind kind, FlagSettings.Mode mode) {
        return switch (kind) {
            case FILE_OPEN, FILE_OPENS -> OPEN;
            case FILE_CREATE -> CREATE;
            case FILE_DELETE -> DELETE;
            // The seed hooks unlinkat and does not look at AT_REMOVEDIR.
            case DIRECTORY_DELETE -> mode == FlagSettings.Mode.CLASSIC ? DELETE : null;
            case CRYPTO_INIT -> ENCRYPT;
            case FILE_READ,
                    FILE_WRITE,
                    FILE_TRUNCATE,
                    FILE_RENAME,
                    FILE_LINK,
                    FILE_SYMLINK,
                    FILE_MMAP,
                    PROCESS_FORK,
                    PROCESS_EXEC,
                    PROCESS_EXIT,
                    SENSOR_LOSS,
                    SENSOR_STATUS,
                    DETECTION,
                    RESPONSE -> null;
        };
    }

    static Optional<SeedType> ofLetter(char letter) {
        return Arrays.stream(values()).filter(type -> type.letter == letter).findFirst();
    }
}
