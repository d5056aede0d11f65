// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.Flags;
import java.util.List;

/** Observations to show. */
final class Observations {
    /** 2026-11-23T20:28:47.000000005Z, boot clock 5 s. */
    static final long EPOCH_NANOS = 1_795_465_727_000_000_005L;

    private Observations() {}

    static Header header(String comm) {
        return new Header(5_000_000_000L, new ProcessKey(28178, 300), 28179, 1, 0, 1, comm, false);
    }

    static Observation of(Event event, Flags flags) {
        ProcessSnapshot process = new ProcessSnapshot(
                event.header().process(),
                1,
                event.header().comm(),
                FilePath.of("/usr/bin/python3"),
                List.of("python3", "locker.py"),
                FilePath.of("/tmp"),
                0,
                "");
        return new Observation(7, EPOCH_NANOS, event, process, flags, 0);
    }

    static Observation deleted(FilePath path, Flags flags) {
        return of(new FileDeleted(header("python3"), 0, FileIdentity.UNKNOWN, path, false, Origin.SYSCALL), flags);
    }

    static Observation deleted(String path) {
        return deleted(FilePath.of(path), Flags.NONE);
    }
}
