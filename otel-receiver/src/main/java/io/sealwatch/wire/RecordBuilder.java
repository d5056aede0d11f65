// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileMapped;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.SensorEvent;

/**
 * Writes an event as the record that the kernel side would have made: what {@link RecordView#decode()} reads back. Foreign
 * recordings and tests take the path of the live ring with it.
 */
public final class RecordBuilder {
    private RecordBuilder() {}

    /**
     * The record of an event.
     *
     * @throws IllegalArgumentException for an event that only user space makes, or when names are too long for a record
     */
    public static byte[] build(Event event) {
        if (event instanceof FileOpened open) {
            return begin(open, open.created() ? Layout.F_CREATED : 0)
                    .putInt(Layout.Open.RESULT, -open.errno())
                    .putInt(Layout.Open.OPEN_FLAGS, open.openFlags())
                    .file(Layout.Open.FILE, open.file())
                    .path(Layout.Open.PATH, open.path())
                    .putInt(Layout.Open.ORIGIN, number(open.origin()))
                    .finish();
        } else if (event instanceof OpensCounted opens) {
            return begin(opens, 0)
                    .putLong(Layout.Opens.COUNT, opens.count())
                    .putLong(Layout.Opens.FAILED, opens.failed())
                    .putLong(Layout.Opens.FIRST, opens.firstNanos())
                    .finish();
        } else if (event instanceof FileTransferred transfer) {
            return transfer(transfer);
        } else if (event instanceof FileTruncated truncate) {
            return begin(truncate, 0)
                    .putInt(Layout.Truncate.RESULT, -truncate.errno())
                    .putInt(Layout.Truncate.ORIGIN, number(truncate.origin()))
                    .file(Layout.Truncate.FILE, truncate.file())
                    .putLong(Layout.Truncate.LENGTH, truncate.length())
                    .path(Layout.Truncate.PATH, truncate.path())
                    .finish();
        } else if (event instanceof FileRenamed rename) {
            return twoPaths(rename, rename)
                    .putInt(Layout.TwoPaths.CALL_FLAGS, rename.renameFlags())
                    .path(Layout.TwoPaths.FROM, rename.previousPath())
                    .finish();
        } else if (event instanceof FileLinked link) {
            RecordBytes record = twoPaths(link, link);
            return (link.symbolic()
                            ? record.slice(
                                    Layout.TwoPaths.FROM, link.previousPath().bytes())
                            : record.path(Layout.TwoPaths.FROM, link.previousPath()))
                    .finish();
        } else if (event instanceof FileDeleted delete) {
            return begin(delete, 0)
                    .putInt(Layout.Delete.RESULT, -delete.errno())
                    .putInt(Layout.Delete.ORIGIN, number(delete.origin()))
                    .file(Layout.Delete.FILE, delete.file())
                    .path(Layout.Delete.PATH, delete.path())
                    .finish();
        } else if (event instanceof FileMapped map) {
            return begin(map, 0)
                    .putInt(Layout.Mmap.PROTECTION, map.protection())
                    .putInt(Layout.Mmap.MAP_FLAGS, map.mapFlags())
                    .file(Layout.Mmap.FILE, map.file())
                    .putLong(Layout.Mmap.LENGTH, map.length())
                    .path(Layout.Mmap.PATH, map.path())
                    .putInt(Layout.Mmap.ORIGIN, number(map.origin()))
                    .finish();
        } else if (event instanceof CryptoInitialized crypto) {
            return begin(crypto, 0)
                    .putInt(Layout.Crypto.FUNCTION, crypto.function().ordinal() + 1)
                    .finish();
        } else if (event instanceof ProcessForked fork) {
            return begin(fork, 0)
                    .putLong(Layout.Fork.CHILD_START, fork.child().startNanos())
                    .putInt(Layout.Fork.CHILD_PID, fork.child().pid())
                    .finish();
        } else if (event instanceof ProcessExecuted exec) {
            return begin(exec, 0)
                    .slice(Layout.Exec.FILE_NAME, exec.fileName().bytes())
                    .strings(Layout.Exec.ARGUMENTS, exec.arguments())
                    .ascent(Layout.Exec.EXECUTABLE, exec.executable())
                    .ascent(Layout.Exec.DIRECTORY, exec.directory())
                    .file(Layout.Exec.FILE, exec.file())
                    .finish();
        } else if (event instanceof ProcessExited exit) {
            return begin(exit, 0).putInt(Layout.Exit.CODE, exit.status()).finish();
        }
        throw new IllegalArgumentException(
                event.kind() + (event instanceof SensorEvent ? " is made in user space" : "") + ": it has no record");
    }

    private static byte[] transfer(FileTransferred transfer) {
        return begin(transfer, 0)
                .putInt(Layout.Transfer.RESULT, -transfer.errno())
                .putInt(Layout.Transfer.ORIGIN, number(transfer.origin()))
                .file(Layout.Transfer.FILE, transfer.file())
                .putLong(Layout.Transfer.OFFSET, transfer.offset())
                .putLong(Layout.Transfer.LENGTH, transfer.length())
                .putLong(Layout.Transfer.CALLS, transfer.calls())
                .putLong(Layout.Transfer.TOTAL, transfer.total())
                .slice(Layout.Transfer.HEAD, transfer.sample().head())
                .slice(Layout.Transfer.MIDDLE, transfer.sample().middle())
                .slice(Layout.Transfer.TAIL, transfer.sample().tail())
                .path(Layout.Transfer.PATH, transfer.path())
                .finish();
    }

    private static RecordBytes twoPaths(Event event, io.sealwatch.event.FileEvent file) {
        return begin(event, 0)
                .putInt(Layout.TwoPaths.RESULT, -event.errno())
                .file(Layout.TwoPaths.FILE, file.file())
                .path(Layout.TwoPaths.TO, file.path())
                .putInt(Layout.TwoPaths.ORIGIN, number(file.origin()));
    }

    private static RecordBytes begin(Event event, int flags) {
        int number = Kind.number(event.kind());
        return new RecordBytes(number, Kind.fixedSize(number), flags, event.header());
    }

    private static int number(Origin origin) {
        return origin.ordinal() + 1;
    }
}
