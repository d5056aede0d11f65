// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FilePath;
import io.sealwatch.wire.RecordView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EbpfangelCsvSourceTest {
    private static final String HEADER = EbpfangelRow.HEADER + "\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void rowsOfEveryLineEndBecomeEvents(String end) throws IOException {
        String csv = HEADER + "10,7,0,0,0,0,0,0,0,/a\n11,7,1,0,0,0,0,0,0,b c\n12,8,2,2,1,0,0,0,0,/a\n"
                + "13,9,3,0,0,0,0,0,0,EVP_CipherInit_ex\n";
        List<Event> events = events(csv.replace("\n", end));
        assertThat(events)
                .extracting(Event::kind)
                .containsExactly(
                        EventKind.FILE_OPEN, EventKind.FILE_CREATE, EventKind.FILE_DELETE, EventKind.CRYPTO_INIT);
        assertThat(events).extracting(event -> event.header().timeNanos()).containsExactly(10L, 11L, 12L, 13L);
        assertThat(events).extracting(event -> event.header().threadId()).containsExactly(7, 7, 8, 9);
        assertThat(events).extracting(event -> event.header().process().pid()).containsExactly(7, 7, 8, 9);
        assertThat(((FileEvent) events.get(1)).path()).isEqualTo(FilePath.of("b c"));
        assertThat(((CryptoInitialized) events.get(3)).function()).isEqualTo(CryptoFunction.CIPHER_INIT_EX);
    }

    @Test
    void quotedNamesKeepCommasQuotesAndNewlines() throws IOException {
        List<Event> events = events(HEADER + "1,1,0,0,0,0,0,0,0,\"//x,y \"\"q\"\"\n../z/\"\n2,1,0,0,0,0,0,0,0,/n");
        assertThat(events).hasSize(2);
        assertThat(((FileEvent) events.get(0)).path()).isEqualTo(FilePath.of("//x,y \"q\"\n../z/"));
    }

    @Test
    void packedRecordingsAreUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "1,1,0,0,0,0,0,0,0,/a\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("log.csv.gz"), packed.toByteArray());
        try (EbpfangelCsvSource source = EbpfangelCsvSource.open(file)) {
            assertThat(source.poll((buffer, at, length) -> {}, Duration.ZERO)).isEqualTo(1);
            assertThat(source.accounts().totalProduced()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3,1,0,0,0,0,0,0,/a|9 columns",
                "3,x,0,0,0,0,0,0,0,/a|PID is \"x\", not a number",
                "3,1,4,0,0,0,0,0,0,/a|TYPE is 4, not from 0 to 3",
                "3,1,3,0,0,0,0,0,0,foo|no function of libcrypto",
                "3,1,0,0,0,0,0,0,0,\"/a|a quoted field that does not end"
            })
    void damagedRowEndsTheReplayAndNamesItsLine(String rowAndMessage) throws IOException {
        String[] parts = rowAndMessage.split("\\|", -1);
        Path file =
                Files.writeString(directory.resolve("log.csv"), HEADER + "1,1,0,0,0,0,0,0,0,\"/a\nb\"\n" + parts[0]);
        try (EbpfangelCsvSource source = EbpfangelCsvSource.open(file)) {
            assertThat(drain(source)).hasSize(1);
            assertThat(source.defect().orElse(""))
                    .contains("is damaged at line 4: ")
                    .contains(parts[1])
                    .contains("the 1 rows before it were replayed");
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> EbpfangelCsvSource.open(file))
                .withMessageContaining("is no recording of ebpfangel");
    }

    private List<Event> events(String csv) throws IOException {
        Path file = Files.writeString(directory.resolve("log.csv"), csv);
        try (EbpfangelCsvSource source = EbpfangelCsvSource.open(file)) {
            List<Event> events = drain(source);
            assertThat(source.defect()).isEmpty();
            return events;
        }
    }

    private static List<Event> drain(EbpfangelCsvSource source) {
        List<Event> events = new ArrayList<>();
        RecordView view = new RecordView();
        int handed = 0;
        while (handed >= 0) {
            handed = source.poll(
                    (buffer, at, length) -> {
                        assertThat(view.wrap(buffer, at, length)).isNull();
                        events.add(view.decode());
                    },
                    Duration.ZERO);
        }
        return events;
    }
}
