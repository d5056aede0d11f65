// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentJudgeTest {
    private static final int ROUNDS = 500;

    private final ContentJudge judge = new ContentJudge();
    private final Random random = new Random(1);

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xF7;
        return bytes;
    }

    private static byte[] prose(int length) {
        byte[] words = "It was the best of times, it was the worst of times, it was the age of wisdom. "
                .repeat(20)
                .getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(words, length);
    }

    private static Sample sample(byte[] bytes) {
        return new Sample(bytes, new byte[0], new byte[0]);
    }

    private Kind kindOf(byte[] bytes) {
        return judge.written(sample(bytes), true).kind();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 200, 256, 512})
    void randomBytesAreRandomInNearlyEveryDraw(int length) {
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            found += kindOf(randomBytes(length)) == Kind.RANDOM ? 1 : 0;
        }
        assertThat(found).isGreaterThan(ROUNDS * 97 / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 200, 256, 512})
    void proseIsStructured(int length) {
        assertThat(kindOf(prose(length))).isEqualTo(Kind.STRUCTURED);
    }

    @Test
    void aPlainHeaderDoesNotHideCiphertext() {
        byte[] bytes = randomBytes(512);
        System.arraycopy(prose(100), 0, bytes, 0, 100);
        assertThat(kindOf(bytes)).isEqualTo(Kind.RANDOM_BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void ciphertextInterleavedWithProseIsFound(int block) {
        byte[] bytes = prose(512);
        byte[] noise = randomBytes(512);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = i / block % 2 == 0 ? noise[i] : bytes[i];
        }
        bytes[0] = (byte) 0xF7;
        assertThat(kindOf(bytes)).isEqualTo(Kind.RANDOM_BODY);
    }

    @Test
    void base64OfCiphertextIsEncodedRandomAndBase64OfProseIsNot() {
        assertThat(kindOf(Base64.getEncoder().encode(randomBytes(300)))).isEqualTo(Kind.ENCODED);
        assertThat(kindOf(Base64.getEncoder().encode(prose(300)))).isEqualTo(Kind.STRUCTURED);
    }

    @Test
    void oneByteThroughoutIsConstant() {
        assertThat(kindOf(new byte[256])).isEqualTo(Kind.CONSTANT);
    }

    @Test
    void tooFewBytesSayNothing() {
        assertThat(kindOf(randomBytes(Randomness.MIN_BYTES - 1))).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void gzipIsAFormatAtItsStartAndRandomInItsMiddle() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < 4000; i++) {
                gzip.write(("line " + random.nextInt() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        byte[] bytes = out.toByteArray();
        assertThat(judge.written(sample(Arrays.copyOf(bytes, 256)), true).format())
                .isEqualTo(Format.GZIP);
        assertThat(kindOf(Arrays.copyOf(bytes, 256))).isEqualTo(Kind.FORMAT);
    }

    @Test
    void theStartOfAFileIsOnlyLookedForAtItsStart() {
        byte[] bytes = randomBytes(256);
        bytes[0] = 0x1F;
        bytes[1] = (byte) 0x8B;
        bytes[2] = 8;
        bytes[3] = 0;
        assertThat(judge.written(sample(bytes), false).kind()).isEqualTo(Kind.RANDOM);
    }

    @Test
    void aZipSaysWhetherItHasAPassword() {
        byte[] bytes = randomBytes(256);
        byte[] header = {'P', 'K', 3, 4, 20, 0, 1, 0};
        System.arraycopy(header, 0, bytes, 0, header.length);
        assertThat(kindOf(bytes)).isEqualTo(Kind.ENCRYPTED);
        bytes[6] = 0;
        assertThat(kindOf(bytes)).isEqualTo(Kind.FORMAT);
    }

    @Test
    void randomBytesAreSeldomTakenForAFormat() {
        int formats = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[64];
            random.nextBytes(bytes);
            formats += Format.of(sample(bytes)) == Format.NONE ? 0 : 1;
        }
        assertThat(formats).isLessThan(20_000 / 1000);
    }
}
