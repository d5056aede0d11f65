// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The type information of a compiled eBPF object, as far as the ABI check needs it: structs with the offsets of their
 * members, enums with their values, and where the variables of a section lie.
 */
final class Btf {
    private static final int MAGIC = 0xEB9F;
    private static final int TYPE_BYTES = 12;
    private static final int INT = 1;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FUNC_PROTO = 13;
    private static final int VAR = 14;
    private static final int DATASEC = 15;
    private static final int DECL_TAG = 17;
    private static final int ENUM64 = 19;

    private final ByteBuffer bytes;
    private final int strings;
    private final Map<String, Struct> structs = new HashMap<>();
    private final Map<String, Map<String, Integer>> enums = new HashMap<>();

    /**
     * A struct.
     *
     * @param size bytes
     * @param members offset in bytes by name, in the order of the declaration
     */
    record Struct(int size, Map<String, Integer> members) {}

    private Btf(ByteBuffer section) {
        bytes = section.order(ByteOrder.LITTLE_ENDIAN);
        if ((bytes.getShort(0) & 0xFFFF) != MAGIC) {
            throw new IllegalArgumentException("its .BTF section does not begin with the BTF magic");
        }
        int headerLength = bytes.getInt(4);
        int types = headerLength + bytes.getInt(8);
        int typesEnd = types + bytes.getInt(12);
        strings = headerLength + bytes.getInt(16);
        int at = types;
        while (at < typesEnd) {
            at = readType(at);
        }
    }

    /**
     * Reads the section {@code .BTF}.
     *
     * @throws IllegalArgumentException when it is damaged
     */
    static Btf of(ByteBuffer section) {
        try {
            return new Btf(section);
        } catch (IndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("its .BTF section is damaged", cut);
        }
    }

    /** Structs and unions by name. */
    Map<String, Struct> structs() {
        return structs;
    }

    /** Values by name, of each enum by its name. */
    Map<String, Map<String, Integer>> enums() {
        return enums;
    }

    private int readType(int at) {
        String name = string(bytes.getInt(at));
        int info = bytes.getInt(at + 4);
        int size = bytes.getInt(at + 8);
        int count = info & 0xFFFF;
        int extra = at + TYPE_BYTES;
        return switch (info >>> 24 & 0x1F) {
            case INT, VAR, DECL_TAG -> extra + 4;
            case ARRAY -> extra + 12;
            case STRUCT, UNION -> {
                structs.put(name, new Struct(size, members(extra, count)));
                yield extra + count * 12;
            }
            case ENUM -> {
                enums.put(name, values(extra, count));
                yield extra + count * 8;
            }
            case FUNC_PROTO -> extra + count * 8;
            case DATASEC, ENUM64 -> extra + count * 12;
            default -> extra;
        };
    }

    private Map<String, Integer> members(int at, int count) {
        Map<String, Integer> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int bits = bytes.getInt(at + 12 * i + 8) & 0xFFFFFF;
            members.put(string(bytes.getInt(at + 12 * i)), bits / Byte.SIZE);
        }
        return members;
    }

    private Map<String, Integer> values(int at, int count) {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put(string(bytes.getInt(at + 8 * i)), bytes.getInt(at + 8 * i + 4));
        }
        return values;
    }

    private String string(int offset) {
        int from = strings + offset;
        int end = from;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
