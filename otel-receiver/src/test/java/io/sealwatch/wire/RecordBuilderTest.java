// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordBuilderTest {
    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackAsItWas(Event event) {
        assertThat(decode(RecordBuilder.build(event))).isEqualTo(event);
    }

    static Stream<Event> events() {
        return SampleEvents.all().stream();
    }

    @Test
    void samplesCoverEveryKindOfTheKernel() {
        Set<EventKind> kernel = Arrays.stream(EventKind.values())
                .filter(kind -> Kind.number(kind) != 0)
                .collect(Collectors.toSet());
        assertThat(events().map(Event::kind).collect(Collectors.toSet())).isEqualTo(kernel);
        assertThat(EnumSet.complementOf(EnumSet.copyOf(kernel)))
                .containsExactly(
                        EventKind.SENSOR_LOSS, EventKind.SENSOR_STATUS, EventKind.DETECTION, EventKind.RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "//a",
                "/a/",
                "/a/../b",
                "relative/name",
                ".",
                "/new\nline",
                "/\u00e4\u6f22/\ud83d\ude00",
                ""
            })
    void pathsKeepEveryByte(String path) {
        assertThat(pathOf(FilePath.of(path))).isEqualTo(FilePath.of(path));
    }

    @Test
    void pathThatIsNotUtf8KeepsEveryByte() {
        FilePath path = FilePath.of(new byte[] {'/', (byte) 0xFF, '/', (byte) 0xC3, '('});
        assertThat(pathOf(path)).isEqualTo(path);
        assertThat(pathOf(path).toString()).isEqualTo("/\\xff/\\xc3(");
    }

    @Test
    void longCommIsCutAsTheKernelCutsIt() {
        Header header = new Header(1, new ProcessKey(1, 0), 1, 0, 0, 0, "a-very-long-command", false);
        assertThat(decode(RecordBuilder.build(deleted(header, FilePath.of("/a"))))
                        .header()
                        .comm())
                .isEqualTo("a-very-long-com");
    }

    @Test
    void truncatedStaysTruncated() {
        Header header = new Header(1, new ProcessKey(1, 0), 1, 0, 0, 0, "x", true);
        assertThat(decode(RecordBuilder.build(deleted(header, FilePath.of("/a"))))
                        .header()
                        .truncated())
                .isTrue();
    }

    @Test
    void eventOfUserSpaceHasNoRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordBuilder.build(new EventsLost(Header.ofSensor(1), "ring_full", "any", 1)))
                .withMessageContaining("made in user space");
    }

    @Test
    void nameThatFitsNoRecordIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pathOf(FilePath.of("/" + "x".repeat(70_000))))
                .withMessageContaining("64 KiB");
    }

    private static FilePath pathOf(FilePath path) {
        return ((FileDeleted) decode(RecordBuilder.build(deleted(SampleEvents.HEADER, path)))).path();
    }

    private static FileDeleted deleted(Header header, FilePath path) {
        return new FileDeleted(header, 0, FileIdentity.UNKNOWN, path, false, Origin.SYSCALL);
    }

    private static Event decode(byte[] record) {
        RecordView view = new RecordView();
        ByteBuffer buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(view.wrap(buffer, 0, record.length)).isNull();
        return view.decode();
    }
}
