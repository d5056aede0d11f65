// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.process.ProcessSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a recording while the events go their way: {@link #tee(EventSource)} and {@link #tee(ProcessSource)} take the
 * place of the sources. Only the owner can read the file, because it holds names and content of the host's files.
 *
 * <p>Used by one thread. A failure to write ends the recording with a {@link RecordingException}.
 */
public final class RecordingWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final OutputStream out;
    private final FrameBuffer frame = new FrameBuffer();
    private SourceAccounts lastAccounts = SourceAccounts.NONE;
    private long records;
    private long bytes;
    private boolean closed;

    private RecordingWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Begins a recording; a name that ends in {@code .gz} makes it compressed.
     *
     * @throws RecordingException when the file is there already or cannot be made
     */
    public static RecordingWriter create(Path file, RecordingHeader header) {
        try {
            OutputStream channel = Channels.newOutputStream(Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
            OutputStream packed =
                    file.toString().endsWith(".gz") ? new GZIPOutputStream(channel, BUFFER, true) : channel;
            RecordingWriter writer = new RecordingWriter(file, new BufferedOutputStream(packed, BUFFER));
            writer.begin(header);
            return writer;
        } catch (FileAlreadyExistsException exists) {
            throw new RecordingException(file + " exists already: give another name, or remove it first", exists);
        } catch (NoSuchFileException noDirectory) {
            throw new RecordingException(file + " cannot be made: its directory does not exist", noDirectory);
        } catch (IOException failure) {
            throw new RecordingException(file + " cannot be made: " + failure.getMessage(), failure);
        }
    }

    /** The source with each record and account written down before it goes on. Closing it closes the source only. */
    public EventSource tee(EventSource source) {
        return new RecordedEvents(source, this);
    }

    /** The source with each answer written down. */
    public ProcessSource tee(ProcessSource source) {
        return new RecordedAnswers(source, this);
    }

    /** A handler that writes each record down before the given one gets it. */
    public RecordHandler tee(RecordHandler handler) {
        return (buffer, at, length) -> {
            record(buffer, at, length);
            handler.onRecord(buffer, at, length);
        };
    }

    /** Records written so far. */
    public long records() {
        return records;
    }

    /** Bytes written so far, before compression. */
    public long bytes() {
        return bytes;
    }

    /** What was written so far survives the end of this program. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Marks the recording as complete. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            frame.begin(Frames.END).putLong(records);
            write();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    void record(ByteBuffer buffer, int at, int length) {
        frame.begin(Frames.RECORD).putRecord(buffer, at, length);
        write();
        records++;
    }

    void processes(List<ProcessSnapshot> processes) {
        for (ProcessSnapshot process : processes) {
            Snapshots.write(process, frame.begin(Frames.PROCESS));
            write();
        }
        frame.begin(Frames.PROCESS_LIST_END).putInt(processes.size());
        write();
    }

    void answer(int pid, Optional<ProcessSnapshot> process) {
        frame.begin(Frames.PROCESS_ANSWER).putInt(pid);
        process.ifPresent(found -> Snapshots.write(found, frame));
        write();
    }

    void accounts(SourceAccounts accounts) {
        if (!accounts.equals(lastAccounts)) {
            lastAccounts = accounts;
            Snapshots.write(accounts, frame.begin(Frames.ACCOUNTS));
            write();
        }
    }

    private void begin(RecordingHeader header) throws IOException {
        ByteBuffer preamble = ByteBuffer.allocate(Frames.PREAMBLE).order(ByteOrder.LITTLE_ENDIAN);
        out.write(preamble.put(Frames.MAGIC).putInt(Frames.FORMAT_VERSION).array());
        bytes = Frames.PREAMBLE;
        header.write(frame.begin(Frames.HEADER));
        write();
    }

    private void write() {
        int length = frame.end();
        try {
            out.write(frame.array(), 0, length);
        } catch (IOException failure) {
            throw failed(failure);
        }
        bytes += length;
    }

    private RecordingException failed(IOException failure) {
        return new RecordingException(
                "the recording " + file + " cannot be continued after " + records + " records: " + failure.getMessage(),
                failure);
    }
}
