// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One record while it is built: the fixed part, and the tail that its slices point into. */
final class RecordBytes {
    private static final int SLICE_LIMIT = 0xFFFF;

    private ByteBuffer bytes;
    private int end;

    RecordBytes(int number, int fixedSize, int flags, Header header) {
        bytes = ByteBuffer.allocate(fixedSize + 256).order(ByteOrder.LITTLE_ENDIAN);
        end = fixedSize;
        bytes.putShort(Layout.KIND, (short) number);
        bytes.putShort(Layout.FLAGS, (short) (flags | (header.truncated() ? Layout.F_TRUNCATED : 0)));
        bytes.putLong(Layout.TIME, header.timeNanos());
        bytes.putLong(Layout.START, header.process().startNanos());
        bytes.putLong(Layout.CGROUP, header.cgroupId());
        bytes.putInt(Layout.PID, header.process().pid());
        bytes.putInt(Layout.TID, header.threadId());
        bytes.putInt(Layout.PPID, header.parentPid());
        bytes.putInt(Layout.UID, header.userId());
        byte[] comm = header.comm().getBytes(StandardCharsets.UTF_8);
        // The kernel keeps the last byte for the terminator.
        bytes.put(Layout.COMM, comm, 0, Math.min(comm.length, Layout.COMM_LENGTH - 1));
    }

    RecordBytes putInt(int at, int value) {
        bytes.putInt(at, value);
        return this;
    }

    RecordBytes putLong(int at, long value) {
        bytes.putLong(at, value);
        return this;
    }

    RecordBytes file(int at, FileIdentity file) {
        return putLong(at + Layout.FILE_INODE, file.inode())
                .putLong(at + Layout.FILE_SIZE, file.size())
                .putInt(at + Layout.FILE_DEVICE, file.device())
                .putInt(at + Layout.FILE_MODE, file.mode());
    }

    /** An absolute path goes into the base, where nothing resolves it: it comes back to the byte. */
    RecordBytes path(int at, FilePath path) {
        return path.isAbsolute() ? ascent(at + Layout.SLICE, path) : slice(at, path.bytes());
    }

    RecordBytes ascent(int at, FilePath path) {
        byte[] text = path.bytes();
        byte[] names = new byte[text.length];
        int to = 0;
        int last = text.length;
        for (int i = text.length - 1; i >= 0; i--) {
            if (text[i] == '/') {
                System.arraycopy(text, i + 1, names, to, last - i - 1);
                to += last - i;
                last = i;
            }
        }
        return slice(at, Arrays.copyOf(names, to));
    }

    RecordBytes strings(int at, List<String> strings) {
        StringBuilder joined = new StringBuilder();
        strings.forEach(string -> joined.append(string).append('\0'));
        return slice(at, joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    RecordBytes slice(int at, byte[] value) {
        if (value.length == 0) {
            return this;
        }
        if (end > SLICE_LIMIT || value.length > SLICE_LIMIT) {
            throw new IllegalArgumentException("a record's names must begin within its first 64 KiB and be shorter");
        }
        if (bytes.capacity() < end + value.length) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (end + value.length)).order(ByteOrder.LITTLE_ENDIAN);
            larger.put(0, bytes, 0, end);
            bytes = larger;
        }
        bytes.putShort(at, (short) end);
        bytes.putShort(at + 2, (short) value.length);
        bytes.put(end, value);
        end += value.length;
        return this;
    }

    byte[] finish() {
        bytes.putInt(Layout.SIZE, end);
        return Arrays.copyOf(bytes.array(), end);
    }
}
