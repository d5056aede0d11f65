// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens what a user names as a recording. */
final class RecordingFile {
    private static final int BUFFER = 1 << 16;

    /** Reads the begin of a recording; what it throws closes the file. */
    interface Begin<T> {
        T read(InputStream in) throws IOException;
    }

    private RecordingFile() {}

    /** Opens the file, unpacks it when it is packed, whatever its name, and gives it to the reader. */
    static <T> T open(Path file, Begin<T> begin) {
        InputStream opened = InputStream.nullInputStream();
        try {
            BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            opened = raw;
            raw.mark(2);
            int magic = raw.read() | raw.read() << 8;
            raw.reset();
            boolean packed = magic == GZIPInputStream.GZIP_MAGIC;
            return begin.read(packed ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw);
        } catch (NoSuchFileException missing) {
            throw new RecordingException("there is no file " + file, missing);
        } catch (EOFException cut) {
            closeQuietly(opened);
            throw new RecordingException(file + " is damaged at byte 0: the compressed data ends early", cut);
        } catch (IOException failure) {
            closeQuietly(opened);
            throw new RecordingException(file + " cannot be read: " + failure.getMessage(), failure);
        } catch (RecordingException refused) {
            closeQuietly(opened);
            throw refused;
        }
    }

    static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException nothingLost) {
            // All that was wanted has been read.
            return;
        }
    }
}
