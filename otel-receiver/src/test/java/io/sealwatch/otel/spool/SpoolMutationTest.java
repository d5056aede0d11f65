// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.otel.settings.SpoolSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader against bytes that no writer made. */
class SpoolMutationTest {
    @Test
    void thousandsOfMutationsOfARealSegmentAreReadOrCountedAsDamage() throws IOException {
        byte[] good = realSegment();
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 3000; i++) {
            byte[] bad = Arrays.copyOf(good, good.length - (random.nextInt(3) == 0 ? random.nextInt(good.length) : 0));
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            }
            check(bad);
        }
    }

    private static byte[] realSegment() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(4096);
        for (int i = 1; i < 6; i++) {
            all.put(Entry.encode(SpoolTest.batch("batch number " + i, i)));
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    static void check(byte[] bytes) {
        try {
            Path directory = Files.createTempDirectory("sealwatch-spool");
            try {
                Files.write(directory.resolve("0000000000000001.spool"), bytes);
                readAll(directory, bytes.length);
            } finally {
                delete(directory);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void readAll(Path directory, int length) {
        SpoolSettings settings =
                new SpoolSettings(directory, 1 << 20, 2048, SpoolSettings.WhenFull.OLDEST, SpoolSettings.Fsync.NEVER);
        try (Spool spool = Spool.open(settings, "run")) {
            long records = spool.records();
            long sound = length - spool.damagedBytes();
            assertThat(sound).isBetween(0L, (long) length);
            long read = 0;
            for (Spool.Oldest oldest = spool.oldest(); oldest.batch().isPresent(); oldest = spool.oldest()) {
                read += oldest.batch().get().records() + oldest.damagedRecords();
                spool.removeOldest();
            }
            assertThat(read).isEqualTo(records);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
