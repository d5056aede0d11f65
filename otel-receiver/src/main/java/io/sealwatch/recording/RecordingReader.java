// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.wire.AbiCheck;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays a recording: hands its records over in order and answers about processes as the host did. */
public final class RecordingReader implements Replay {
    private static final int BATCH = 4096;

    private final InputStream in;
    private final String name;
    private final FrameReader frames;
    private final RecordingHeader header;
    private final RecordedProcessSource processes = new RecordedProcessSource(this);
    private FrameReader.Frame current = new FrameReader.Frame();
    private FrameReader.Frame next = new FrameReader.Frame();
    private boolean hasNext;
    private boolean ended;
    private @Nullable String defect;
    private SourceAccounts accounts = SourceAccounts.NONE;
    private long records;

    private RecordingReader(Path file, InputStream in) throws FrameReader.DamageException {
        this.in = in;
        this.name = file.toString();
        this.frames = new FrameReader(in);
        checkPreamble(frames.preamble());
        if (!frames.read(current) || current.type() != Frames.HEADER) {
            throw new FrameReader.DamageException(Frames.PREAMBLE, "no header");
        }
        try {
            header = RecordingHeader.read(current.content());
        } catch (RuntimeException senseless) {
            throw new FrameReader.DamageException(Frames.PREAMBLE, "a header that makes no sense");
        }
        if (header.abiVersion() != AbiCheck.VERSION) {
            throw new RecordingException(name + " holds records of ABI version " + header.abiVersion() + " (sensor "
                    + header.sensorVersion() + "), this program reads version " + AbiCheck.VERSION
                    + ": replay it with the program that recorded it");
        }
    }

    /**
     * Opens a recording, packed or not, whatever its name.
     *
     * @throws RecordingException when it is none, of another version, or damaged before the first record
     */
    public static RecordingReader open(Path file) {
        return RecordingFile.open(file, in -> {
            try {
                return new RecordingReader(file, in);
            } catch (FrameReader.DamageException damage) {
                throw new RecordingException(file + " is damaged " + damage.getMessage(), damage);
            }
        });
    }

    public RecordingHeader header() {
        return header;
    }

    @Override
    public HostIdentity host() {
        return header.host();
    }

    @Override
    public ProcessSource processes() {
        return processes;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Optional<String> defect() {
        return Optional.ofNullable(defect);
    }

    /** Hands over a batch, or what lies before the next accounts, so that these are asked for where they were. */
    @Override
    public int poll(RecordHandler handler, Duration maxWait) {
        int handed = 0;
        while (handed < BATCH && peek()) {
            switch (next.type()) {
                case Frames.RECORD -> {
                    ByteBuffer record = take();
                    records++;
                    handed++;
                    processes.forgetQuestions();
                    handler.onRecord(record, 0, record.limit());
                }
                case Frames.ACCOUNTS -> {
                    readAccounts();
                    return handed;
                }
                case Frames.PROCESS, Frames.PROCESS_LIST_END, Frames.PROCESS_ANSWER ->
                    processes.take(next.type(), takeAside());
                case Frames.END -> end();
                default -> damaged("a frame of the unknown type " + next.type());
            }
        }
        return handed == 0 && ended ? -1 : handed;
    }

    /** What was not replayed until now stays in the file. */
    @Override
    public void stop() {
        ended = true;
        hasNext = false;
    }

    @Override
    public SourceAccounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        RecordingFile.closeQuietly(in);
    }

    /** Type of the next frame, 0 when there is none. */
    int nextType() {
        return peek() ? next.type() : 0;
    }

    /** Content of the next frame, which then is the current one; the one before is gone. */
    ByteBuffer takeAside() {
        hasNext = false;
        return next.content();
    }

    void damaged(String what) {
        defect = name + " is damaged at byte " + frames.lastPosition() + ": " + what + "; the " + records
                + " records before it were replayed";
        ended = true;
        hasNext = false;
    }

    private ByteBuffer take() {
        FrameReader.Frame taken = next;
        next = current;
        current = taken;
        hasNext = false;
        return taken.content();
    }

    private boolean peek() {
        if (ended || hasNext) {
            return hasNext;
        }
        try {
            hasNext = frames.read(next);
            if (!hasNext) {
                damaged("the file ends without its end mark: the recorder was killed, or the file was cut");
            }
        } catch (FrameReader.DamageException damage) {
            defect = name + " is damaged " + damage.getMessage() + "; the " + records
                    + " records before it were replayed";
            ended = true;
        }
        return hasNext;
    }

    private void readAccounts() {
        try {
            accounts = Snapshots.readAccounts(takeAside());
        } catch (RuntimeException senseless) {
            damaged("accounts that make no sense");
        }
    }

    private void end() {
        ByteBuffer mark = takeAside();
        if (mark.remaining() != Long.BYTES || mark.getLong() != records) {
            damaged("an end mark for another number of records");
        }
        ended = true;
    }

    private void checkPreamble(byte[] preamble) {
        byte[] magic = Arrays.copyOf(preamble, Frames.MAGIC.length);
        if (preamble.length < Frames.PREAMBLE || !Arrays.equals(magic, Frames.MAGIC)) {
            throw new RecordingException(name + " is not a recording of Sealwatch (byte 0)"
                    + ": recordings are made with `sealwatch record`; for those of ebpfangel say"
                    + " --format ebpfangel-csv");
        }
        int version = ByteBuffer.wrap(preamble).order(ByteOrder.LITTLE_ENDIAN).getInt(Frames.MAGIC.length);
        if (version != Frames.FORMAT_VERSION) {
            throw new RecordingException(name + " has format version " + Integer.toUnsignedString(version) + " (byte "
                    + Frames.MAGIC.length + "), this program reads version " + Frames.FORMAT_VERSION
                    + ": replay it with the program that recorded it");
        }
    }
}
