// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The file format, little endian:
 *
 * <pre>
 *  magic 8 | format version u32 | frame | frame | ... | END frame
 *  frame = payload length u32 | type u32 | payload | CRC32C of all before u32
 * </pre>
 *
 * The first frame is HEADER. RECORD holds one record as the ring had it. The answers of the host about processes, and the
 * kernel's accounts, lie between the records where they were asked for, so that a replay asks and is answered alike.
 */
final class Frames {
    /** As PNG's: catches a file that was mangled as text. */
    static final byte[] MAGIC = {(byte) 0x89, 'S', 'W', 'R', '\r', '\n', 0x1A, '\n'};

    static final int FORMAT_VERSION = 1;
    static final int PREAMBLE = MAGIC.length + 4;

    /** Length and type. */
    static final int FRAME_HEAD = 8;

    static final int FRAME_TAIL = 4;

    /** A longer payload is taken for damage: no record, snapshot or account comes near. */
    static final int MAX_PAYLOAD = 1 << 22;

    static final int HEADER = 1;
    static final int RECORD = 2;
    /** One process of a list that {@link #PROCESS_LIST_END} ends. */
    static final int PROCESS = 3;

    static final int PROCESS_LIST_END = 4;
    /** The pid that was asked for and, unless there was none, the process. */
    static final int PROCESS_ANSWER = 5;

    static final int ACCOUNTS = 6;
    static final int END = 7;

    private Frames() {}

    static int checksum(byte[] frame, int length) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, length);
        return (int) crc.getValue();
    }

    /** Bytes behind their length. */
    static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in a shorter frame");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }
}
