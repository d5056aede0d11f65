// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

/**
 * Walks the fields of one protobuf message. The two messages that are read are small and frozen by the OTLP
 * specification; the protobuf runtime would be the largest thing in the agent.
 */
final class ProtoReader {
    private static final int LENGTH_DELIMITED = 2;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int wireType;
    private int fieldStart;
    private int valueStart;
    private int valueEnd;
    private long number;

    ProtoReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Moves to the next field; false at the end. Throws {@link MalformedMessage} on bytes that are no message. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        fieldStart = at;
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        valueStart = at;
        switch (wireType) {
            case 0 -> number = varint();
            case 1 -> at += 8;
            case 5 -> at += 4;
            case LENGTH_DELIMITED -> {
                long length = varint();
                valueStart = at;
                if (length < 0 || length > end - at) {
                    throw new MalformedMessage("a field is longer than its message");
                }
                at += (int) length;
            }
            default -> throw new MalformedMessage("wire type " + wireType);
        }
        if (field == 0 || at > end) {
            throw new MalformedMessage("a field is longer than its message");
        }
        valueEnd = at;
        return true;
    }

    boolean is(int wantedField, boolean lengthDelimited) {
        return field == wantedField && wireType == (lengthDelimited ? LENGTH_DELIMITED : 0);
    }

    long number() {
        return number;
    }

    int fieldStart() {
        return fieldStart;
    }

    int valueStart() {
        return valueStart;
    }

    int valueEnd() {
        return valueEnd;
    }

    /** The message in this field. */
    ProtoReader message() {
        return new ProtoReader(bytes, valueStart, valueEnd);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new MalformedMessage("a number is cut off");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("a number has more than 64 bits");
    }

    /** The bytes are not a protobuf message. */
    static final class MalformedMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedMessage(String message) {
            super(message);
        }
    }
}
