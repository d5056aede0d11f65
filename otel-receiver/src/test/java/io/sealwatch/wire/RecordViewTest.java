// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordViewTest {
    private final RecordView view = new RecordView();

    @Test
    void headerIsReadInPlace() {
        ByteBuffer buffer = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        byte[] record = RecordBuilder.build(SampleEvents.all().get(0));
        buffer.put(96, record);
        assertThat(view.wrap(buffer, 96, record.length)).isNull();
        assertThat(view.kind()).isEqualTo(EventKind.FILE_OPEN);
        assertThat(view.number()).isEqualTo(16);
        assertThat(view.length()).isEqualTo(record.length);
        assertThat(view.timeNanos()).isEqualTo(5_000_000_123L);
        assertThat(view.pid()).isEqualTo(4711);
        assertThat(view.threadId()).isEqualTo(4712);
        assertThat(view.parentPid()).isEqualTo(42);
        assertThat(view.processKey()).isEqualTo(SampleEvents.HEADER.process().packed());
        assertThat(view.succeeded()).isTrue();
        assertThat(view.weight()).isEqualTo(1);
        assertThat(view.decode()).isEqualTo(SampleEvents.all().get(0));
    }

    @Test
    void viewAgreesWithTheEventOnKindAndSuccess() {
        for (Event event : SampleEvents.all()) {
            wrap(RecordBuilder.build(event));
            assertThat(view.kind()).isEqualTo(event.kind());
            assertThat(view.succeeded()).as(event.toString()).isEqualTo(event.succeeded());
        }
    }

    @Test
    void countedOpensWeighWhatSucceeded() {
        wrap(RecordBuilder.build(SampleEvents.all().get(3)));
        assertThat(view.weight()).isEqualTo(888);
    }

    @Test
    void recordShorterThanAHeaderIsADefect() {
        assertThat(wrapDefect(new byte[63])).isEqualTo(RecordView.Defect.TOO_SHORT);
    }

    @Test
    void recordOfAnotherSizeThanTheRingSaysIsADefect() {
        byte[] record = RecordBuilder.build(SampleEvents.all().get(0));
        assertThat(wrapDefect(java.util.Arrays.copyOf(record, record.length + 8)))
                .isEqualTo(RecordView.Defect.WRONG_SIZE);
    }

    @Test
    void recordShorterThanItsKindIsADefect() {
        byte[] record = new byte[Layout.HEADER];
        ByteBuffer.wrap(record)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) 16)
                .putInt(4, Layout.HEADER);
        assertThat(wrapDefect(record)).isEqualTo(RecordView.Defect.WRONG_SIZE);
    }

    @Test
    void unknownKindIsADefect() {
        for (int kind : new int[] {0, 1, 18, 95, 96, 0xFFFF}) {
            byte[] record = new byte[200];
            ByteBuffer.wrap(record)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort(0, (short) kind)
                    .putInt(4, 200);
            assertThat(wrapDefect(record)).isEqualTo(RecordView.Defect.UNKNOWN_KIND);
        }
    }

    @Test
    void bigEndianBufferIsAMistakeOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> view.wrap(ByteBuffer.allocate(100), 0, 100));
    }

    @Test
    void sliceOutsideTheRecordReadsAsEmptyAndMarksTheEvent() {
        byte[] record = RecordBuilder.build(deleted("/a/b"));
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(Layout.Delete.PATH + Layout.SLICE, (short)
                (record.length - 1));
        wrap(record);
        FileDeleted event = (FileDeleted) view.decode();
        assertThat(event.path()).isEqualTo(FilePath.EMPTY);
        assertThat(event.header().truncated()).isTrue();
    }

    @Test
    void relativeNameIsJoinedToItsDirectory() {
        assertThat(decodePath("../c d/./x", "b\0a\0")).isEqualTo("/a/c d/x");
        assertThat(decodePath("x", "")).as("the directory is the root").isEqualTo("/x");
    }

    @Test
    void relativeNameWithoutAKnownDirectoryStaysRelative() {
        wrap(RecordBuilder.build(deleted("x")));
        assertThat(((FileDeleted) view.decode()).path().toString()).isEqualTo("x");
    }

    @Test
    void absoluteNameIgnoresTheDirectory() {
        assertThat(decodePath("/etc//passwd", "b\0a\0")).isEqualTo("/etc/passwd");
    }

    @Test
    void programsInTheRootDirectoryHaveADirectory() {
        byte[] record = RecordBuilder.build(new ProcessExecuted(
                SampleEvents.HEADER,
                FilePath.of("/x"),
                FilePath.of("/x"),
                FilePath.EMPTY,
                List.of(),
                SampleEvents.FILE));
        wrap(record);
        assertThat(((ProcessExecuted) view.decode()).directory()).isEqualTo(FilePath.EMPTY);
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(Layout.Exec.DIRECTORY, (short) record.length);
        assertThat(((ProcessExecuted) view.decode()).directory()).isEqualTo(FilePath.of("/"));
    }

    @Test
    void anyBytesBehindASoundHeaderDecode() {
        Random random = new Random(20261123);
        List<Event> events = SampleEvents.all();
        int decoded = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] record = RecordBuilder.build(events.get(round % events.size()));
            int changes = 1 + random.nextInt(20);
            for (int i = 0; i < changes; i++) {
                int at = 8 + random.nextInt(record.length - 8);
                record[at] = random.nextInt(4) == 0 ? (byte) 0xFF : (byte) random.nextInt(256);
            }
            if (wrapDefect(record) == null) {
                assertThat(view.decode().header()).isNotNull();
                decoded++;
            }
        }
        assertThat(decoded).isEqualTo(200_000);
    }

    @Test
    void randomBytesAreADefectOrAnEvent() {
        Random random = new Random(7);
        int events = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] record = new byte[random.nextInt(400)];
            random.nextBytes(record);
            if (record.length >= 8 && random.nextBoolean()) {
                ByteBuffer.wrap(record)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort(0, (short) random.nextInt(Kind.LIMIT))
                        .putInt(4, record.length);
            }
            if (wrapDefect(record) == null) {
                assertThat(view.decode().header()).isNotNull();
                events++;
            }
        }
        assertThat(events).isGreaterThan(1000);
    }

    /** As the kernel side writes it: a name and the walk up from its directory. */
    private String decodePath(String name, String base) {
        byte[] names = name.getBytes(StandardCharsets.UTF_8);
        byte[] walk = base.getBytes(StandardCharsets.UTF_8);
        byte[] record = new RecordBytes(16, Layout.Open.FIXED, 0, SampleEvents.HEADER)
                .slice(Layout.Open.PATH, names)
                .slice(Layout.Open.PATH + Layout.SLICE, walk)
                .finish();
        if (walk.length == 0) {
            ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(Layout.Open.PATH + Layout.SLICE, (short)
                    record.length);
        }
        wrap(record);
        return ((FileOpened) view.decode()).path().toString();
    }

    private static FileDeleted deleted(String path) {
        return new FileDeleted(SampleEvents.HEADER, 0, FileIdentity.UNKNOWN, FilePath.of(path), false, Origin.SYSCALL);
    }

    private void wrap(byte[] record) {
        assertThat(wrapDefect(record)).isNull();
    }

    private RecordView.@org.jspecify.annotations.Nullable Defect wrapDefect(byte[] record) {
        return view.wrap(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN), 0, record.length);
    }
}
