// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes protobuf once, front to back: the length of a message is put in front of it when its end is known. Used by one
 * thread.
 */
final class ProtoWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 64 << 10;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    /** Forgets what was written from there on. */
    void truncate(int newSize) {
        size = newSize;
    }

    int size() {
        return size;
    }

    /** Copies everything that was written. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    byte[] toByteArray() {
        return since(0);
    }

    /** What was written from there on. */
    byte[] since(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void fixed32(int value) {
        room(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void fixed64(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void varint(long value) {
        room(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** A field of bytes with its tag and its length. */
    void bytes(int tag, byte[] value) {
        octet(tag);
        varint(value.length);
        raw(value);
    }

    /** The bytes of an even number of hexadecimal digits. */
    void hex(int tag, String digits) {
        octet(tag);
        varint(digits.length() / 2);
        room(digits.length() / 2);
        for (int i = 0; i < digits.length(); i += 2) {
            bytes[size++] =
                    (byte) (Character.digit(digits.charAt(i), 16) << 4 | Character.digit(digits.charAt(i + 1), 16));
        }
    }

    /**
     * Begins a message whose length comes in front of it.
     *
     * @param lengthBytes what the length will probably take, 1 to 5
     * @return where, for {@link #end}
     */
    int begin(int lengthBytes) {
        room(lengthBytes);
        size += lengthBytes;
        return size;
    }

    /** Ends the message that began there. */
    void end(int start, int lengthBytes) {
        int length = size - start;
        int needed = varintSize(length);
        if (needed != lengthBytes) {
            room(needed);
            System.arraycopy(bytes, start, bytes, start - lengthBytes + needed, length);
        }
        size = start - lengthBytes;
        varint(length);
        size += length;
    }

    static int varintSize(long value) {
        // One byte for each seven bits; zero takes one, too.
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }
}
