// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.wire.AbiCheck;
import io.sealwatch.wire.RecordBuilder;
import io.sealwatch.wire.SampleEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingTest {
    private static final HostIdentity HOST = new HostIdentity("id", "host", "boot", 1_700_000_000_000_000_000L);
    private static final RecordingHeader HEADER = new RecordingHeader(AbiCheck.VERSION, HOST, 123, "0.1");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a.swr", "a.swr.gz"})
    void replayGivesWhatTheLiveRunGave(String name) {
        Path file = directory.resolve(name);
        FakeHost host = new FakeHost(manyRecords());
        List<Observation> live;
        try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
            live = run(writer.tee((EventSource) host), writer.tee((ProcessSource) host));
            assertThat(writer.records()).isEqualTo(manyRecords().size());
        }
        assertThat(live).hasSizeGreaterThan(manyRecords().size());
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(reader.header()).isEqualTo(HEADER);
            assertThat(run(reader, reader.processes())).isEqualTo(live);
            assertThat(reader.records()).isEqualTo(manyRecords().size());
            assertThat(reader.defect()).isEmpty();
        }
    }

    @Test
    void onlyTheOwnerCanReadARecording() throws IOException {
        Path file = record("a.swr");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void packedRecordingIsSmallerAndFoundByItsContent() throws IOException {
        Path packed = record("a.swr.gz");
        assertThat(Files.size(packed)).isLessThan(Files.size(record("a.swr")) / 3);
        Path renamed = Files.move(packed, directory.resolve("renamed"));
        assertThat(replay(renamed).defect()).isEmpty();
    }

    @Test
    void recordingIsNotWrittenOverAnotherFile() throws IOException {
        Path file = Files.writeString(directory.resolve("precious"), "data");
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> RecordingWriter.create(file, HEADER))
                .withMessageContaining("precious exists already")
                .withMessageContaining("give another name");
        assertThat(file).hasContent("data");
    }

    @Test
    void recordingIntoNoDirectoryIsRefused() {
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> RecordingWriter.create(directory.resolve("no/a.swr"), HEADER))
                .withMessageContaining("its directory does not exist");
    }

    @Test
    void questionThatWasNotAskedThenGetsTheLastAnswer() {
        try (RecordingReader reader = RecordingReader.open(record("a.swr"))) {
            while (reader.poll((buffer, at, length) -> {}, Duration.ZERO) >= 0) {
                assertThat(reader.defect()).isEmpty();
            }
            assertThat(reader.processes().find(5)).isPresent();
            assertThat(reader.processes().find(3)).isEmpty();
            assertThat(reader.processes().find(77_777)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100, 1})
    void everythingBeforeACutIsReplayed(int bytesLost) throws IOException {
        byte[] whole = Files.readAllBytes(record("a.swr"));
        Replayed replayed = replay(write(Arrays.copyOf(whole, whole.length - bytesLost)));
        assertThat(replayed.records()).isBetween(1L, (long) manyRecords().size());
        assertThat(replayed.defect()).contains("is damaged at byte ").contains("the file ends within a frame");
    }

    @Test
    void recordingOfAKilledRecorderSaysThatItsEndIsMissing() throws IOException {
        byte[] whole = Files.readAllBytes(record("a.swr"));
        Replayed replayed = replay(write(Arrays.copyOf(whole, whole.length - 20)));
        assertThat(replayed.records()).isEqualTo(manyRecords().size());
        assertThat(replayed.defect())
                .contains("at byte " + (whole.length - 20) + ": the file ends without its end mark");
    }

    @Test
    void flippedByteEndsTheReplayWhereItIs() throws IOException {
        byte[] bytes = Files.readAllBytes(record("a.swr"));
        bytes[bytes.length / 2] ^= 0x40;
        Replayed replayed = replay(write(bytes));
        assertThat(replayed.records()).isBetween(50L, (long) manyRecords().size() - 50);
        assertThat(replayed.defect())
                .containsPattern("damaged at byte \\d+: a frame")
                .contains("the " + replayed.records() + " records before it were replayed");
    }

    @Test
    void cutPackedRecordingIsReplayedAsFarAsItGoes() throws IOException {
        byte[] bytes = Files.readAllBytes(record("a.swr.gz"));
        Replayed replayed = replay(write(Arrays.copyOf(bytes, bytes.length / 2)));
        assertThat(replayed.records()).isPositive();
        assertThat(replayed.defect()).contains("ends");
    }

    @Test
    void foreignFilesAreNamedAsSuch() throws IOException {
        for (String content : List.of("", "x", "TS,PID,TYPE,FLAG,PATTERN", "\u0089SWR\n\n\u001a\n")) {
            assertRefused(content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "is not a recording");
        }
    }

    @Test
    void newerFormatIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(record("a.swr"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2);
        assertRefused(bytes, "has format version 2 (byte 8), this program reads version 1");
    }

    @Test
    void otherAbiIsRefused() throws IOException {
        Path file = directory.resolve("abi.swr");
        RecordingWriter.create(file, new RecordingHeader(AbiCheck.VERSION + 1, HOST, 0, "9.9"))
                .close();
        assertRefused(Files.readAllBytes(file), "ABI version " + (AbiCheck.VERSION + 1) + " (sensor 9.9)");
    }

    @Test
    void recordingWithoutAHeaderIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(record("a.swr"));
        assertRefused(Arrays.copyOf(bytes, 12), "is damaged at byte 12: no header");
        bytes[30] ^= 1;
        assertRefused(bytes, "is damaged at byte 12: a frame whose checksum does not fit");
    }

    @Test
    void missingFileIsSaidToBeMissing() {
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> RecordingReader.open(directory.resolve("none")))
                .withMessageContaining("there is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.swr", "a.swr.gz"})
    void anyDamageIsOneErrorAndNeverACrash(String name) throws IOException {
        byte[] whole = Files.readAllBytes(record(name));
        Random random = new Random(20261123);
        int replays = 0;
        for (int round = 0; round < 400; round++) {
            byte[] bytes =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            try {
                Replayed replayed = replay(write(bytes));
                assertThat(replayed.records()).isLessThanOrEqualTo(manyRecords().size());
                replays++;
            } catch (RecordingException refused) {
                assertThat(refused).hasMessageContaining("fuzzed");
            }
        }
        assertThat(replays).isGreaterThan(100);
    }

    /** Damage behind a checksum that fits: only a hostile file has that. */
    @Test
    void sealedNonsenseIsOneErrorAndNeverACrash() throws IOException {
        byte[] whole = Files.readAllBytes(record("a.swr"));
        Random random = new Random(4);
        int defects = 0;
        for (int round = 0; round < 300; round++) {
            byte[] bytes = whole.clone();
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int at = Frames.PREAMBLE;
            while (at < bytes.length) {
                int length = Frames.FRAME_HEAD + buffer.getInt(at);
                if (at > Frames.PREAMBLE && random.nextInt(50) == 0 && length > Frames.FRAME_HEAD) {
                    buffer.put(at + 4 + random.nextInt(length - 4), (byte) random.nextInt());
                    byte[] frame = Arrays.copyOfRange(bytes, at, at + length);
                    buffer.putInt(at + length, Frames.checksum(frame, length));
                }
                at += length + Frames.FRAME_TAIL;
            }
            defects += replay(write(bytes)).defect().isEmpty() ? 0 : 1;
        }
        assertThat(defects).isPositive();
    }

    private record Replayed(long records, String defect) {}

    private static Replayed replay(Path file) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            run(reader, reader.processes());
            return new Replayed(reader.records(), reader.defect().orElse(""));
        }
    }

    private void assertRefused(byte[] content, String message) throws IOException {
        Path file = write(content);
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> RecordingReader.open(file))
                .withMessageContaining("fuzzed")
                .withMessageContaining(message);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("fuzzed"), bytes);
    }

    private Path record(String name) {
        Path file = directory.resolve(name);
        FakeHost host = new FakeHost(manyRecords());
        try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
            run(writer.tee((EventSource) host), writer.tee((ProcessSource) host));
        }
        return file;
    }

    /** As the agent runs, without its clock. */
    private static List<Observation> run(EventSource source, ProcessSource processes) {
        CollectingSink sink = new CollectingSink();
        Flagging flagging = new Flagging(FlagSettings.DEFAULT, 64);
        ProcessTable table = new ProcessTable(64, 1_000_000_000L, flagging);
        processes.all().forEach(table::put);
        Pipeline pipeline = new Pipeline(table, processes, flagging, HOST.bootEpochNanos(), List.of(), List.of(sink));
        while (source.poll(pipeline, Duration.ZERO) >= 0) {
            pipeline.reportLoss(source.accounts());
        }
        return sink.observations;
    }

    /** All kinds, from more processes than the table holds, so that some are asked for again. */
    private static List<byte[]> manyRecords() {
        List<byte[]> records = new ArrayList<>();
        SampleEvents.all().stream().map(RecordBuilder::build).forEach(records::add);
        for (int i = 0; i < 300; i++) {
            int pid = i * 7 % 90;
            Header header = new Header(6_000_000_000L + i, new ProcessKey(pid, 100 + pid), pid, 1, 0, 0, "c", false);
            Event event =
                    new FileOpened(header, 0, 0, false, SampleEvents.FILE, FilePath.of("/data/" + i), Origin.SYSCALL);
            records.add(RecordBuilder.build(event));
        }
        return records;
    }
}
