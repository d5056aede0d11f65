// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.bench;

import io.sealwatch.pipeline.RecordHandler;
import java.nio.ByteBuffer;

/** Adds up every field of a record, as {@code read_fields} of drain.c does: the least that a reader can do. */
final class EveryField implements RecordHandler {
    private static final int OPEN = 16;
    private static final int CREATE = 17;
    private static final int DELETE = 36;
    private static final int CRYPTO = 64;

    private long sum;

    long sum() {
        return sum;
    }

    @Override
    public void onRecord(ByteBuffer b, int at, int length) {
        int kind = b.getShort(at) & 0xFFFF;
        long s = kind + (b.getShort(at + 2) & 0xFFFF) + b.getInt(at + 4) + b.getLong(at + 8);
        s += b.getLong(at + 16) + b.getLong(at + 24);
        s += b.getInt(at + 32) + b.getInt(at + 36) + b.getInt(at + 40) + b.getInt(at + 44);
        s += b.getLong(at + 48) + b.getLong(at + 56);
        switch (kind) {
            case OPEN, CREATE -> s += b.getInt(at + 64) + b.getInt(at + 68) + tail(b, at) + b.getInt(at + 104);
            case DELETE -> s += b.getInt(at + 64) + b.getInt(at + 68) + tail(b, at);
            case CRYPTO -> s += b.getInt(at + 64);
            default -> throw new IllegalStateException("the filler makes no record of kind " + kind);
        }
        sum += s;
    }

    /** The file's identity and the path, which both kinds have at the same place. */
    private static long tail(ByteBuffer b, int at) {
        long s = b.getLong(at + 72) + b.getLong(at + 80) + b.getInt(at + 88) + b.getInt(at + 92);
        return s + b.getShort(at + 96) + b.getShort(at + 98) + b.getShort(at + 100) + b.getShort(at + 102);
    }
}
