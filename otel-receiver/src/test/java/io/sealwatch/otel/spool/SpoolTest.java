// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealwatch.otel.settings.SpoolSettings;
import io.sealwatch.otel.settings.SpoolSettings.Fsync;
import io.sealwatch.otel.settings.SpoolSettings.WhenFull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private SpoolSettings settings(long maxBytes, WhenFull whenFull) {
        return new SpoolSettings(directory, maxBytes, 2048, whenFull, Fsync.BATCH);
    }

    private SpoolSettings large() {
        return settings(1 << 20, WhenFull.OLDEST);
    }

    static Batch batch(String text, int records) {
        Buckets processes = new Buckets();
        processes.add(records);
        return new Batch(text.getBytes(StandardCharsets.UTF_8), records, processes);
    }

    /** Hard to compress, so that sizes are what they look like. */
    private static Batch random(int seed, int bytes) {
        byte[] request = new byte[bytes];
        new SplittableRandom(seed).nextBytes(request);
        return new Batch(request, 10, new Buckets());
    }

    private static List<String> drain(Spool spool) {
        List<String> texts = new ArrayList<>();
        while (true) {
            Spool.Oldest oldest = spool.oldest();
            if (oldest.batch().isEmpty()) {
                return texts;
            }
            texts.add(new String(oldest.batch().get().request(), StandardCharsets.UTF_8));
            spool.removeOldest();
        }
    }

    @Test
    void batchesLeaveInTheOrderInWhichTheyCame() {
        try (Spool spool = Spool.open(large(), "run")) {
            for (int i = 0; i < 100; i++) {
                spool.append(batch("batch " + i, 1));
            }
            assertThat(spool.records()).isEqualTo(100);
            assertThat(drain(spool))
                    .hasSize(100)
                    .startsWith("batch 0", "batch 1")
                    .endsWith("batch 99");
            assertThat(spool.records()).isZero();
        }
    }

    @Test
    void aRestartFindsWhatWasNotDelivered() {
        try (Spool spool = Spool.open(large(), "run")) {
            List.of("a", "b", "c").forEach(text -> spool.append(batch(text, 3)));
            spool.oldest();
            spool.removeOldest();
        }
        try (Spool spool = Spool.open(large(), "run")) {
            assertThat(spool.records()).isEqualTo(6);
            assertThat(drain(spool)).containsExactly("b", "c");
        }
    }

    @Test
    void aSpoolThatWasEmptiedTakesNewBatchesAfterARestart() {
        for (int run = 0; run < 3; run++) {
            try (Spool spool = Spool.open(large(), "run")) {
                assertThat(spool.records()).isEqualTo(run == 0 ? 0 : 1);
                drain(spool);
                spool.append(batch("run " + run, 1));
            }
        }
        try (Spool spool = Spool.open(large(), "run")) {
            assertThat(drain(spool)).containsExactly("run 2");
        }
    }

    @Test
    void itKnowsWhoseRecordsWait() {
        try (Spool spool = Spool.open(large(), "run")) {
            spool.append(batch("of bucket 5", 5));
            assertThat(spool.mayHold(5)).isTrue();
            assertThat(spool.mayHold(6)).isFalse();
            drain(spool);
            assertThat(spool.mayHold(5)).isFalse();
        }
    }

    @Test
    void theBucketsAreKnownAgainAfterARestart() {
        try (Spool spool = Spool.open(large(), "run")) {
            spool.append(batch("of bucket 5", 5));
        }
        try (Spool spool = Spool.open(large(), "run")) {
            assertThat(spool.mayHold(5)).isTrue();
        }
    }

    @Test
    void theOldestGoWhenItIsFull() {
        try (Spool spool = Spool.open(settings(8192, WhenFull.OLDEST), "run")) {
            long evicted = 0;
            for (int i = 0; i < 40; i++) {
                Appended appended = spool.append(random(i, 900));
                assertThat(appended).isInstanceOf(Appended.Stored.class);
                evicted += ((Appended.Stored) appended).evicted();
                assertThat(spool.bytes()).isLessThanOrEqualTo(8192);
            }
            assertThat(evicted).isPositive();
            assertThat(spool.records() + evicted).isEqualTo(400);
            assertThat(spool.oldest().batch().orElseThrow().request())
                    .isNotEqualTo(random(0, 900).request());
        }
    }

    @Test
    void theNewestGoWhenThatIsThePolicy() {
        try (Spool spool = Spool.open(settings(8192, WhenFull.NEWEST), "run")) {
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                if (spool.append(random(i, 900)) instanceof Appended.Full) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
            assertThat(spool.records()).isEqualTo(400 - 10L * refused);
            assertThat(spool.oldest().batch().orElseThrow().request())
                    .isEqualTo(random(0, 900).request());
        }
    }

    @Test
    void aSecondAgentIsToldWhatToDo() {
        try (Spool first = Spool.open(large(), "run")) {
            assertThat(first.records()).isZero();
            assertThatThrownBy(() -> Spool.open(large(), "run"))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("in use by another agent")
                    .hasMessageContaining("otlp.spool.directory");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        SpoolSettings below = new SpoolSettings(file.resolve("spool"), 1 << 20, 2048, WhenFull.OLDEST, Fsync.BATCH);
        assertThatThrownBy(() -> Spool.open(below, "run"))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("otlp.spool.directory");
    }

    @Test
    void aWriteThatWasCutOffCostsOnlyThatBatch() throws IOException {
        try (Spool spool = Spool.open(large(), "run")) {
            spool.append(batch("whole", 1));
            spool.append(batch("cut", 1));
        }
        Path segment = onlySegment();
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        try (Spool spool = Spool.open(large(), "run")) {
            assertThat(drain(spool)).containsExactly("whole");
            assertThat(spool.damagedBytes()).isPositive();
        }
    }

    @Test
    void damageInTheMiddleCostsOnlyTheBatchesItHits() throws IOException {
        try (Spool spool = Spool.open(large(), "run")) {
            List.of("a", "b", "c").forEach(text -> spool.append(batch(text, 1)));
        }
        Path segment = onlySegment();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(segment, bytes);
        try (Spool spool = Spool.open(large(), "run")) {
            assertThat(drain(spool)).containsExactly("a", "c");
            assertThat(spool.damagedBytes()).isEqualTo(bytes.length / 3);
        }
    }

    @Test
    void whatIsDamagedWhileTheAgentRunsIsCountedInRecords() throws IOException {
        try (Spool spool = Spool.open(large(), "run")) {
            spool.append(batch("a", 7));
            spool.append(batch("b", 1));
            Path segment = onlySegment();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[Entry.HEADER] ^= 0x55;
            Files.write(segment, bytes, StandardOpenOption.WRITE);
            Spool.Oldest oldest = spool.oldest();
            assertThat(oldest.damagedRecords()).isEqualTo(7);
            assertThat(oldest.batch().orElseThrow().request()).isEqualTo(new byte[] {'b'});
            assertThat(spool.records()).isEqualTo(1);
        }
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path foreign = Files.writeString(directory.resolve("notes.spool"), "mine");
        try (Spool spool = Spool.open(large(), "run")) {
            spool.append(batch("a", 1));
            assertThat(drain(spool)).containsExactly("a");
        }
        assertThat(foreign).hasContent("mine");
    }

    private Path onlySegment() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
