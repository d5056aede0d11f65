// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.nio.file.Path;
import java.util.Arrays;

/** Opens a recording of either kind, which its first bytes tell. */
public final class Replays {
    private Replays() {}

    /**
     * @throws RecordingException when it is of neither kind, or cannot be read
     */
    public static Replay open(Path file) {
        boolean ours = RecordingFile.open(file, in -> {
            try (in) {
                return Arrays.equals(in.readNBytes(Frames.MAGIC.length), Frames.MAGIC);
            }
        });
        return ours ? RecordingReader.open(file) : EbpfangelCsvSource.open(file);
    }
}
