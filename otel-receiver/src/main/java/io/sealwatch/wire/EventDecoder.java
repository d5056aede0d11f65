// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileMapped;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.Header;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns a sound record into a value. It is total: whatever the bytes behind a sound header say, it returns an event. A
 * slice that points outside its record reads as empty and marks the event as truncated.
 */
final class EventDecoder {
    private static final CryptoFunction[] CRYPTO_FUNCTIONS = CryptoFunction.values();
    private static final Origin[] ORIGINS = Origin.values();

    private final ByteBuffer buffer;
    private final int start;
    private final Slices slices;

    private EventDecoder(ByteBuffer buffer, int start, int length) {
        this.buffer = buffer;
        this.start = start;
        this.slices = new Slices(buffer, start, length);
    }

    static Event decode(ByteBuffer buffer, int start, int length, EventKind kind) {
        return new EventDecoder(buffer, start, length).event(kind);
    }

    static Header header(ByteBuffer buffer, int start, int length) {
        return new EventDecoder(buffer, start, length).header();
    }

    private Event event(EventKind kind) {
        return switch (kind) {
            case FILE_OPEN, FILE_CREATE -> open();
            case FILE_OPENS ->
                new OpensCounted(
                        header(), longAt(Layout.Opens.COUNT), longAt(Layout.Opens.FAILED), longAt(Layout.Opens.FIRST));
            case FILE_READ -> transfer(false);
            case FILE_WRITE -> transfer(true);
            case FILE_TRUNCATE -> truncate();
            case FILE_RENAME -> rename();
            case FILE_DELETE -> delete(false);
            case DIRECTORY_DELETE -> delete(true);
            case FILE_LINK -> link(false);
            case FILE_SYMLINK -> link(true);
            case FILE_MMAP -> mmap();
            case CRYPTO_INIT -> new CryptoInitialized(header(), cryptoFunction());
            case PROCESS_FORK ->
                new ProcessForked(
                        header(), ProcessKey.ofNanos(intAt(Layout.Fork.CHILD_PID), longAt(Layout.Fork.CHILD_START)));
            case PROCESS_EXEC -> exec();
            case PROCESS_EXIT -> new ProcessExited(header(), intAt(Layout.Exit.CODE));
            case SENSOR_LOSS, SENSOR_STATUS, DETECTION, RESPONSE ->
                throw new IllegalStateException(kind + " is made in user space and has no record");
        };
    }

    private FileOpened open() {
        FilePath path = slices.path(Layout.Open.PATH);
        boolean created = (flags() & Layout.F_CREATED) != 0;
        int openFlags = kindIsCreate() ? intAt(Layout.Open.OPEN_FLAGS) | 0100 : intAt(Layout.Open.OPEN_FLAGS) & ~0100;
        return new FileOpened(
                header(),
                errno(Layout.Open.RESULT),
                openFlags,
                created,
                file(Layout.Open.FILE),
                path,
                origin(Layout.Open.ORIGIN));
    }

    private boolean kindIsCreate() {
        return Kind.of(buffer.getShort(start + Layout.KIND) & 0xFFFF) == EventKind.FILE_CREATE;
    }

    private FileTransferred transfer(boolean written) {
        FilePath path = slices.path(Layout.Transfer.PATH);
        Sample sample = new Sample(
                slices.bytes(Layout.Transfer.HEAD),
                slices.bytes(Layout.Transfer.MIDDLE),
                slices.bytes(Layout.Transfer.TAIL));
        return new FileTransferred(
                header(),
                written,
                errno(Layout.Transfer.RESULT),
                file(Layout.Transfer.FILE),
                path,
                longAt(Layout.Transfer.OFFSET),
                longAt(Layout.Transfer.LENGTH),
                longAt(Layout.Transfer.CALLS),
                longAt(Layout.Transfer.TOTAL),
                sample,
                origin(Layout.Transfer.ORIGIN));
    }

    private FileTruncated truncate() {
        FilePath path = slices.path(Layout.Truncate.PATH);
        return new FileTruncated(
                header(),
                errno(Layout.Truncate.RESULT),
                file(Layout.Truncate.FILE),
                path,
                longAt(Layout.Truncate.LENGTH),
                origin(Layout.Truncate.ORIGIN));
    }

    private FileRenamed rename() {
        FilePath from = slices.path(Layout.TwoPaths.FROM);
        FilePath to = slices.path(Layout.TwoPaths.TO);
        return new FileRenamed(
                header(),
                errno(Layout.TwoPaths.RESULT),
                file(Layout.TwoPaths.FILE),
                from,
                to,
                intAt(Layout.TwoPaths.CALL_FLAGS),
                origin(Layout.TwoPaths.ORIGIN));
    }

    private FileLinked link(boolean symbolic) {
        FilePath from = symbolic ? FilePath.of(slices.bytes(Layout.TwoPaths.FROM)) : slices.path(Layout.TwoPaths.FROM);
        FilePath to = slices.path(Layout.TwoPaths.TO);
        return new FileLinked(
                header(),
                errno(Layout.TwoPaths.RESULT),
                file(Layout.TwoPaths.FILE),
                from,
                to,
                symbolic,
                origin(Layout.TwoPaths.ORIGIN));
    }

    private FileDeleted delete(boolean directory) {
        FilePath path = slices.path(Layout.Delete.PATH);
        return new FileDeleted(
                header(),
                errno(Layout.Delete.RESULT),
                file(Layout.Delete.FILE),
                path,
                directory,
                origin(Layout.Delete.ORIGIN));
    }

    private FileMapped mmap() {
        FilePath path = slices.path(Layout.Mmap.PATH);
        return new FileMapped(
                header(),
                file(Layout.Mmap.FILE),
                path,
                longAt(Layout.Mmap.LENGTH),
                intAt(Layout.Mmap.PROTECTION),
                intAt(Layout.Mmap.MAP_FLAGS),
                origin(Layout.Mmap.ORIGIN));
    }

    private ProcessExecuted exec() {
        FilePath executable = slices.ascent(Layout.Exec.EXECUTABLE);
        FilePath directory = slices.ascent(Layout.Exec.DIRECTORY);
        return new ProcessExecuted(
                header(),
                FilePath.of(slices.bytes(Layout.Exec.FILE_NAME)),
                executable,
                directory,
                slices.strings(Layout.Exec.ARGUMENTS),
                file(Layout.Exec.FILE));
    }

    /** Called after the slices were read, because they can mark the record as cut. */
    private Header header() {
        return new Header(
                longAt(Layout.TIME),
                ProcessKey.ofNanos(intAt(Layout.PID), longAt(Layout.START)),
                intAt(Layout.TID),
                intAt(Layout.PPID),
                intAt(Layout.UID),
                longAt(Layout.CGROUP),
                comm(),
                (flags() & (Layout.F_TRUNCATED | Layout.F_UNREADABLE)) != 0 || slices.damaged());
    }

    private String comm() {
        int end = 0;
        while (end < Layout.COMM_LENGTH && buffer.get(start + Layout.COMM + end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end];
        buffer.get(start + Layout.COMM, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private FileIdentity file(int at) {
        long inode = longAt(at + Layout.FILE_INODE);
        if (inode == 0) {
            return FileIdentity.UNKNOWN;
        }
        return new FileIdentity(
                inode, longAt(at + Layout.FILE_SIZE), intAt(at + Layout.FILE_DEVICE), intAt(at + Layout.FILE_MODE));
    }

    private CryptoFunction cryptoFunction() {
        int number = intAt(Layout.Crypto.FUNCTION);
        return CRYPTO_FUNCTIONS[Math.min(Math.max(number, 1), CRYPTO_FUNCTIONS.length) - 1];
    }

    private Origin origin(int at) {
        int number = intAt(at);
        return ORIGINS[Math.min(Math.max(number, 1), ORIGINS.length) - 1];
    }

    private int errno(int at) {
        int result = intAt(at);
        return result < 0 ? -result : 0;
    }

    private int flags() {
        return buffer.getShort(start + Layout.FLAGS) & 0xFFFF;
    }

    private int intAt(int offset) {
        return buffer.getInt(start + offset);
    }

    private long longAt(int offset) {
        return buffer.getLong(start + offset);
    }
}
