// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The sections of a little-endian 64-bit ELF file, by name. */
final class ElfSections {
    private static final int MAGIC = 0x464C457F; // 0x7F 'E' 'L' 'F'
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int HEADER_BYTES = 64;

    private ElfSections() {}

    /**
     * The bytes of a section.
     *
     * @throws IllegalArgumentException when the file is no such ELF file or has no such section
     */
    static ByteBuffer find(byte[] elf, String wanted) {
        ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.length < HEADER_BYTES || file.getInt(0) != MAGIC || file.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
            throw new IllegalArgumentException("it is not a little-endian 64-bit ELF file");
        }
        try {
            int table = Math.toIntExact(file.getLong(40));
            int entrySize = file.getShort(58) & 0xFFFF;
            int count = file.getShort(60) & 0xFFFF;
            int names = Math.toIntExact(file.getLong(table + (file.getShort(62) & 0xFFFF) * entrySize + 24));
            for (int i = 0; i < count; i++) {
                int entry = table + i * entrySize;
                if (name(file, names + file.getInt(entry)).equals(wanted)) {
                    int offset = Math.toIntExact(file.getLong(entry + 24));
                    int size = Math.toIntExact(file.getLong(entry + 32));
                    return file.slice(offset, size).order(ByteOrder.LITTLE_ENDIAN);
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException cut) {
            throw new IllegalArgumentException("its ELF section table is damaged", cut);
        }
        throw new IllegalArgumentException("it has no section " + wanted);
    }

    private static String name(ByteBuffer file, int from) {
        int end = from;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        file.get(from, text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
