// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
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
import java.util.List;

/** One event of every kind that the kernel side makes, each field with a value of its own. */
public final class SampleEvents {
    public static final Header HEADER =
            new Header(5_000_000_123L, new ProcessKey(4711, 321), 4712, 42, 1000, 77, "locker", false);
    public static final FileIdentity FILE = new FileIdentity(123_456, 7890, 8 << 20 | 1, 0100644);
    public static final FilePath PATH = FilePath.of("/home/anna/Documents/report.odt");
    private static final FilePath OTHER = FilePath.of("/home/anna/Documents/report.odt.locked");

    private SampleEvents() {}

    public static List<Event> all() {
        return List.of(
                new FileOpened(HEADER, 0, 0, false, FILE, PATH, Origin.SYSCALL),
                new FileOpened(HEADER, 0, 01102, true, FILE, OTHER, Origin.SYSCALL),
                new FileOpened(HEADER, 2, 0, false, FileIdentity.UNKNOWN, FilePath.of("gone"), Origin.SYSCALL),
                new OpensCounted(HEADER, 900, 12, 4_000_000_000L),
                transfer(true),
                transfer(false),
                new FileTruncated(HEADER, 0, FILE, PATH, 4096, Origin.LSM),
                new FileRenamed(HEADER, 0, FILE, PATH, OTHER, 1, Origin.IO_URING),
                new FileDeleted(HEADER, 13, FILE, PATH, false, Origin.SYSCALL),
                new FileDeleted(HEADER, 0, FILE, FilePath.of("/home/anna/old"), true, Origin.SYSCALL),
                new FileLinked(HEADER, 0, FILE, PATH, OTHER, false, Origin.SYSCALL),
                new FileLinked(HEADER, 0, FILE, FilePath.of("../target"), OTHER, true, Origin.SYSCALL),
                new FileMapped(HEADER, FILE, PATH, 1 << 20, 3, 1, Origin.SYSCALL),
                new CryptoInitialized(HEADER, CryptoFunction.SEAL_INIT),
                new ProcessForked(HEADER, new ProcessKey(4713, 322)),
                new ProcessExecuted(
                        HEADER,
                        FilePath.of("./run"),
                        FilePath.of("/opt/app/run"),
                        FilePath.of("/opt/app"),
                        List.of("./run", "", "--key=\u00fc"),
                        FILE),
                new ProcessExited(HEADER, 9));
    }

    private static FileTransferred transfer(boolean written) {
        Sample sample = new Sample(new byte[] {1, 2, 3}, new byte[] {4, 5}, new byte[] {6});
        return new FileTransferred(HEADER, written, 0, FILE, PATH, 8192, 4096, 3, 12_288, sample, Origin.SYSCALL);
    }
}
