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
    /** {@code -Dspool.mutations=1000000 -Dspool.seed=7} for a long run. */
    private static final int MUTATIONS = Integer.getInteger("spool.mutations", 3000);

    private static final long SEED = Long.getLong("spool.seed", 42);

    @Test
    void thousandsOfMutationsOfARealSegmentAreReadOrCountedAsDamage() throws IOException {
        byte[] good = realSegment();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            check(mutated(good, random));
        }
    }

    private static byte[] mutated(byte[] good, SplittableRandom random) {
        byte[] bad = Arrays.copyOf(good, good.length - (random.nextInt(3) == 0 ? random.nextInt(good.length) : 0));
        for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return bad;
    }

    /** A wrong account may say wrong numbers, but never negative ones, and never keeps the agent from its spool. */
    @Test
    void mutationsOfAnAccountAndAPositionDoNotKeepTheSpoolFromOpening() throws IOException {
        Path directory = Files.createTempDirectory("sealwatch-spool");
        try {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < MUTATIONS / 10; i++) {
                Path run = directory.resolve("1.run");
                RunAccount account = RunAccount.create(run, "run");
                account.took(7 + i);
                account.settled(random.nextInt(7));
                byte[] good = Files.readAllBytes(run);
                byte[] head = mutated(Arrays.copyOf(good, 128), random);
                System.arraycopy(head, 0, good, 0, head.length);
                Files.write(run, random.nextInt(10) == 0 ? head : good);
                Files.write(directory.resolve("position"), mutated(new byte[20], random));
                try (Spool spool = Spool.open(settings(directory), "next")) {
                    assertThat(spool.earlierRuns()).allMatch(each -> each.lost() >= 0 && each.inFlight() >= 0);
                    spool.forgetEarlierRuns();
                }
                assertThat(run).doesNotExist();
            }
        } finally {
            delete(directory);
        }
    }

    private static SpoolSettings settings(Path directory) {
        return new SpoolSettings(directory, 1 << 20, 2048, SpoolSettings.WhenFull.OLDEST, SpoolSettings.Fsync.NEVER);
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
        try (Spool spool = Spool.open(settings(directory), "run")) {
            long records = spool.records();
            long sound = length - spool.damagedBytes();
            assertThat(sound).isBetween(0L, (long) length);
            long read = 0;
            Spool.Oldest oldest = spool.oldest();
            while (oldest.batch().isPresent()) {
                read += oldest.batch().get().records() + oldest.damagedRecords();
                spool.removeOldest();
                oldest = spool.oldest();
            }
            read += oldest.damagedRecords();
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
