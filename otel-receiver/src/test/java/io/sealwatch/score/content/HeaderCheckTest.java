// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HeaderCheckTest {
    private static final int ROUNDS = 200;

    private final Random random = new Random(3);

    private static Sample sample(byte[] bytes) {
        return new Sample(Arrays.copyOf(bytes, Math.min(256, bytes.length)), new byte[0], new byte[0]);
    }

    private byte[] randomBehind(int... header) {
        byte[] bytes = new byte[256];
        random.nextBytes(bytes);
        for (int i = 0; i < header.length; i++) {
            bytes[i] = (byte) header[i];
        }
        return bytes;
    }

    private byte[] content(int round) {
        byte[] bytes = new byte[4000];
        random.nextBytes(bytes);
        // some rounds are text, some are random and stored, as a compressor does with pictures
        for (int i = 0; i < bytes.length && round % 2 == 0; i++) {
            bytes[i] = (byte) ('a' + (bytes[i] & 15));
        }
        return bytes;
    }

    @Test
    void everyGzipAndZlibStreamHolds() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content(round));
            }
            assertThat(HeaderCheck.holds(Format.GZIP, sample(out.toByteArray())))
                    .isTrue();
            Deflater deflater = new Deflater();
            deflater.setInput(content(round));
            deflater.finish();
            byte[] zlib = new byte[8000];
            int length = deflater.deflate(zlib);
            assertThat(HeaderCheck.holds(Format.ZLIB, sample(Arrays.copyOf(zlib, length))))
                    .isTrue();
        }
    }

    @Test
    void randomBytesBehindAForgedHeaderHardlyEverHold() {
        int held = 0;
        for (int round = 0; round < ROUNDS; round++) {
            held += HeaderCheck.holds(Format.GZIP, sample(randomBehind(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3))) ? 1 : 0;
            held += HeaderCheck.holds(Format.ZLIB, sample(randomBehind(0x78, 0x9C))) ? 1 : 0;
            held += HeaderCheck.holds(Format.XZ, sample(randomBehind(0xFD, '7', 'z', 'X', 'Z', 0))) ? 1 : 0;
            held += HeaderCheck.holds(Format.BZIP2, sample(randomBehind('B', 'Z', 'h', '9'))) ? 1 : 0;
        }
        assertThat(held).isLessThan(4 * ROUNDS / 20);
    }

    @Test
    void aPngIsKnownByItsFirstChecksum() {
        byte[] png = randomBehind(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R');
        assertThat(HeaderCheck.holds(Format.PNG, sample(png))).isFalse();
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertThat(HeaderCheck.holds(Format.PNG, sample(png))).isTrue();
    }

    @Test
    void tooFewBytesHold() {
        assertThat(HeaderCheck.holds(Format.GZIP, sample(Arrays.copyOf(randomBehind(0x1F, 0x8B, 8, 0), 12))))
                .isTrue();
    }
}
