// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.FilePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the variable data of one record. A slice that points outside the record reads as empty and is remembered. */
final class Slices {
    private static final byte[] EMPTY = new byte[0];

    private final ByteBuffer buffer;
    private final int start;
    private final int length;
    private boolean damaged;

    Slices(ByteBuffer buffer, int start, int length) {
        this.buffer = buffer;
        this.start = start;
        this.length = length;
    }

    /** Some slice pointed outside the record. */
    boolean damaged() {
        return damaged;
    }

    byte[] bytes(int sliceAt) {
        int offset = buffer.getShort(start + sliceAt) & 0xFFFF;
        int size = buffer.getShort(start + sliceAt + 2) & 0xFFFF;
        if (size == 0) {
            return EMPTY;
        }
        if (offset + size > length) {
            damaged = true;
            return EMPTY;
        }
        byte[] out = new byte[size];
        buffer.get(start + offset, out);
        return out;
    }

    /** struct sw_path: a name and, when it is relative, the walk up from its directory. */
    FilePath path(int pathAt) {
        byte[] name = bytes(pathAt);
        byte[] base = bytes(pathAt + Layout.SLICE);
        boolean absolute = name.length > 0 && name[0] == '/';
        if (absolute || (base.length == 0 && isNowhere(pathAt + Layout.SLICE))) {
            return absolute ? FilePath.resolve(EMPTY, name) : FilePath.of(name);
        }
        byte[] directory = descend(base);
        return name.length == 0 ? FilePath.of(directory) : FilePath.resolve(directory, name);
    }

    /** Names from the leaf up to the root, each followed by NUL, as an absolute path. */
    FilePath ascent(int sliceAt) {
        byte[] names = bytes(sliceAt);
        return names.length == 0 && isNowhere(sliceAt) ? FilePath.EMPTY : FilePath.of(descend(names));
    }

    /** NUL-separated strings. */
    List<String> strings(int sliceAt) {
        byte[] all = bytes(sliceAt);
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= all.length; i++) {
            if (i == all.length ? i > from : all[i] == 0) {
                out.add(new String(all, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return out;
    }

    /** An empty walk is the root itself, unless its slice points at nothing. */
    private boolean isNowhere(int sliceAt) {
        return damaged || buffer.getShort(start + sliceAt) == 0;
    }

    private static byte[] descend(byte[] names) {
        if (names.length == 0) {
            return new byte[] {'/'};
        }
        int size = names[names.length - 1] == 0 ? names.length : names.length + 1;
        byte[] out = new byte[size];
        int at = size;
        int from = 0;
        for (int i = 0; i <= names.length; i++) {
            if (i == names.length ? i > from : names[i] == 0) {
                int part = i - from;
                at -= part;
                System.arraycopy(names, from, out, at, part);
                out[--at] = '/';
                from = i + 1;
            }
        }
        return out;
    }
}
