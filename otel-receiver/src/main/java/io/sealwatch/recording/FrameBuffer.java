// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One frame while it is filled; used again for the next, so that a record costs no allocation. */
final class FrameBuffer {
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    FrameBuffer begin(int type) {
        bytes.clear();
        bytes.putInt(0).putInt(type);
        return this;
    }

    FrameBuffer putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    FrameBuffer putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    FrameBuffer putBytes(byte[] value) {
        putInt(value.length);
        room(value.length).put(value);
        return this;
    }

    FrameBuffer putText(String text) {
        return putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without a length of its own: the frame's says it. */
    FrameBuffer putRecord(ByteBuffer buffer, int at, int length) {
        ByteBuffer to = room(length);
        to.put(to.position(), buffer, at, length);
        to.position(to.position() + length);
        return this;
    }

    /** Completes the frame; its bytes are {@link #array()} up to the returned length. */
    int end() {
        int payload = bytes.position() - Frames.FRAME_HEAD;
        if (payload > Frames.MAX_PAYLOAD) {
            throw new RecordingException("a frame of " + payload + " bytes is larger than a recording can hold");
        }
        bytes.putInt(0, payload);
        putInt(Frames.checksum(bytes.array(), bytes.position()));
        return bytes.position();
    }

    byte[] array() {
        return bytes.array();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger =
                    ByteBuffer.allocate(2 * (bytes.position() + more)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.flip();
            larger.put(bytes);
            bytes = larger;
        }
        return bytes;
    }
}
