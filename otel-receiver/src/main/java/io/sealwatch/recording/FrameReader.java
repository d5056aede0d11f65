// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads frames one after the other and knows where in the (unpacked) file it is. */
final class FrameReader {
    /** A frame whose bytes are good until it is read into again. */
    static final class Frame {
        private byte[] bytes = new byte[1 << 12];
        private int type;
        private int payload;

        int type() {
            return type;
        }

        /** Only the payload, from 0. */
        ByteBuffer content() {
            return ByteBuffer.wrap(bytes, Frames.FRAME_HEAD, payload).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** What is wrong with the file, and where. */
    static final class DamageException extends Exception {
        private static final long serialVersionUID = 1L;

        DamageException(long position, String what) {
            super("at byte " + position + ": " + what);
        }
    }

    private final InputStream in;
    private long position;
    private long lastPosition;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /** Where the frame that was read last begins, or the end when there was none. */
    long lastPosition() {
        return lastPosition;
    }

    byte[] preamble() throws DamageException {
        byte[] bytes = new byte[Frames.PREAMBLE];
        int length = read(bytes, 0, bytes.length);
        position += length;
        return Arrays.copyOf(bytes, length);
    }

    /** Reads the next frame; false at the end of the file. */
    boolean read(Frame frame) throws DamageException {
        lastPosition = position;
        int head = read(frame.bytes, 0, Frames.FRAME_HEAD);
        if (head == 0) {
            return false;
        }
        if (head < Frames.FRAME_HEAD) {
            throw new DamageException(position, "the file ends within a frame");
        }
        int payload = fields(frame).getInt(0);
        if (payload < 0 || payload > Frames.MAX_PAYLOAD) {
            throw new DamageException(position, "a frame of " + Integer.toUnsignedString(payload) + " bytes");
        }
        int length = Frames.FRAME_HEAD + payload + Frames.FRAME_TAIL;
        if (frame.bytes.length < length) {
            frame.bytes = Arrays.copyOf(frame.bytes, Math.max(length, 2 * frame.bytes.length));
        }
        int rest = length - Frames.FRAME_HEAD;
        if (read(frame.bytes, Frames.FRAME_HEAD, rest) < rest) {
            throw new DamageException(position, "the file ends within a frame");
        }
        int said = fields(frame).getInt(length - Frames.FRAME_TAIL);
        if (said != Frames.checksum(frame.bytes, length - Frames.FRAME_TAIL)) {
            throw new DamageException(position, "a frame whose checksum does not fit");
        }
        frame.type = fields(frame).getInt(4);
        frame.payload = payload;
        position += length;
        return true;
    }

    private static ByteBuffer fields(Frame frame) {
        return ByteBuffer.wrap(frame.bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int read(byte[] bytes, int at, int length) throws DamageException {
        try {
            return in.readNBytes(bytes, at, length);
        } catch (EOFException cut) {
            // The compressed stream ends early; what of it was whole has been read.
            throw new DamageException(position, "the compressed data ends early");
        } catch (ZipException damaged) {
            throw new DamageException(position, "the compressed data is damaged (" + text(damaged) + ")");
        } catch (IOException failure) {
            throw new DamageException(position, "the file cannot be read (" + text(failure) + ")");
        }
    }

    private static @Nullable String text(IOException failure) {
        return failure.getMessage();
    }
}
