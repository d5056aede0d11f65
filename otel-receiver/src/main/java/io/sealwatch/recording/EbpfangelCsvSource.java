// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.wire.RecordBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replays a recording of ebpfangel, the detector that this project re-imagines: its CSV, packed or not, as records that
 * take the path of the live ring. Each of its threads is a process here, because it does not say which belong together.
 */
public final class EbpfangelCsvSource implements Replay {
    private static final int BATCH = 4096;
    /** Such a recording does not say where it is from; its times are those of the kernel's clock. */
    private static final HostIdentity HOST = new HostIdentity("ebpfangel", "ebpfangel", "", 0);

    private final String name;
    private final InputStream in;
    private final CsvRows rows;
    private final Map<EventKind, Long> produced = new EnumMap<>(EventKind.class);
    private @Nullable String defect;
    private boolean ended;
    private long records;

    private EbpfangelCsvSource(Path file, InputStream in) throws IOException {
        this.name = file.toString();
        this.in = in;
        this.rows = new CsvRows(in);
        String header = rows.next().stream()
                .map(field -> new String(field, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        if (!header.equals(EbpfangelRow.HEADER)) {
            throw new RecordingException(
                    name + " is no recording of ebpfangel: its first line is not " + EbpfangelRow.HEADER);
        }
    }

    /**
     * Opens a recording.
     *
     * @throws RecordingException when it cannot be read or is none
     */
    public static EbpfangelCsvSource open(Path file) {
        return RecordingFile.open(file, in -> new EbpfangelCsvSource(file, in));
    }

    @Override
    public int poll(RecordHandler handler, Duration maxWait) {
        int handed = 0;
        while (handed < BATCH) {
            byte[] record = next();
            if (record.length == 0) {
                return handed == 0 ? -1 : handed;
            }
            handed++;
            handler.onRecord(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN), 0, record.length);
        }
        return handed;
    }

    @Override
    public ProcessSource processes() {
        return new NoProcesses();
    }

    @Override
    public HostIdentity host() {
        return HOST;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Optional<String> defect() {
        return Optional.ofNullable(defect);
    }

    /** What was not replayed until now stays in the file. */
    @Override
    public void stop() {
        ended = true;
    }

    /** It says what it holds; what its detector lost it does not know. */
    @Override
    public SourceAccounts accounts() {
        return new SourceAccounts(produced, Map.of());
    }

    @Override
    public void close() {
        RecordingFile.closeQuietly(in);
    }

    /** Empty at the end, or where the file is damaged. */
    private byte[] next() {
        try {
            List<byte[]> fields = ended ? List.of() : rows.next();
            if (!fields.isEmpty()) {
                Event event = EbpfangelRow.of(fields).event();
                byte[] record = RecordBuilder.build(event);
                produced.merge(event.kind(), 1L, Long::sum);
                records++;
                return record;
            }
        } catch (IOException | IllegalArgumentException wrong) {
            defect = name + " is damaged at line " + rows.rowLine() + ": " + wrong.getMessage() + "; the " + records
                    + " rows before it were replayed";
        }
        ended = true;
        return new byte[0];
    }
}
