// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AbiCheckTest {
    private static final String OBJECT = "/io/sealwatch/bpf/sealwatch-x86_64.bpf.o";

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "x86_64-cast", "aarch64", "aarch64-cast"})
    void layoutIsThatOfTheCompiledObject(String variant) throws IOException {
        assertThat(AbiCheck.differences(read("/io/sealwatch/bpf/sealwatch-" + variant + ".bpf.o")))
                .isEmpty();
    }

    @Test
    void everyOffsetOfTheLayoutIsCompared() {
        // Not offsets: the version, the flags and the length of comm.
        Set<String> others =
                Set.of("ABI_VERSION", "F_TRUNCATED", "F_UNREADABLE", "F_CREATED", "F_DETACHED", "COMM_LENGTH");
        long constants = Stream.concat(
                        Arrays.stream(Layout.class.getDeclaredFields()),
                        Arrays.stream(Layout.class.getDeclaredClasses())
                                .flatMap(nested -> Arrays.stream(nested.getDeclaredFields())))
                .filter(field -> !field.isSynthetic())
                .map(Field::getName)
                .filter(name -> !others.contains(name))
                .count();
        // Compared but not in the layout: the struct of the counters, the parts of slices and paths, and each header.
        int notInLayout = 3 + 2 + 2;
        long compared = AbiStructs.EXPECTED.values().stream()
                .mapToLong(struct -> 1
                        + struct.members().keySet().stream()
                                .filter(member -> !member.equals("header"))
                                .count())
                .sum();
        assertThat(compared - notInLayout).isEqualTo(constants);
    }

    @Test
    void renamedMemberIsADifference() throws IOException {
        byte[] object = replace(read(OBJECT), "open_flags", "open_flagz");
        assertThat(AbiCheck.differences(object))
                .containsExactlyInAnyOrder(
                        "offset of sw_open.open_flags is missing in the eBPF object, 68 in this program",
                        "offset of sw_open.open_flagz is 68 in the eBPF object, unknown to this program");
    }

    @Test
    void swappedMembersOfOneSizeAreADifference() throws IOException {
        byte[] object = replace(replace(read(OBJECT), "\0ppid\0", "\0p-id\0"), "\0tid\0", "\0p?d\0");
        assertThat(AbiCheck.differences(object)).hasSize(4);
    }

    @Test
    void renamedKindIsADifference() throws IOException {
        byte[] object = replace(read(OBJECT), "SW_FILE_WRITE", "SW_FILE_WROTE");
        assertThat(AbiCheck.differences(object))
                .contains("value of SW_FILE_WRITE is missing in the eBPF object, 24 in this program");
    }

    @Test
    void objectThatIsNoneIsSaidToBeNone() {
        assertThat(AbiCheck.differences(new byte[0])).singleElement().asString().contains("not a little-endian");
        assertThat(AbiCheck.differences("#!/bin/sh and so on, until there is enough of it to hold a header of ELF"
                        .getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .contains("not a little-endian");
    }

    /** Damage is everywhere, and in each object also where it matters: in the types, or the table of sections at its end is gone. */
    @Test
    void damagedObjectIsADifferenceAndNoCrash() throws IOException {
        byte[] sound = read(OBJECT);
        ByteBuffer types = ElfSections.find(sound, ".BTF");
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            boolean cut = round % 3 == 0;
            byte[] object = cut ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int i = 0; i < 2000 && object.length > 0; i++) {
                object[random.nextInt(object.length)] = (byte) random.nextInt();
            }
            for (int i = 0; i < 2000 && !cut; i++) {
                object[types.arrayOffset() + random.nextInt(types.limit())] = (byte) random.nextInt();
            }
            assertThat(AbiCheck.differences(object)).isNotEmpty();
        }
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                AbiCheckTest.class.getResourceAsStream(resource), "build the module bpf first")) {
            return in.readAllBytes();
        }
    }

    private static byte[] replace(byte[] object, String from, String to) {
        String text = new String(object, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
