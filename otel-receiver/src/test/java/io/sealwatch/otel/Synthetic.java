// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.Sample;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.Flags;
import java.util.List;
import java.util.SplittableRandom;

/** Observations of made-up processes. */
public final class Synthetic {
    public static final HostIdentity HOST = new HostIdentity("host-1", "web-1", "boot-1", 1_795_000_000_000_000_000L);
    public static final long SECOND = 1_000_000_000L;

    private static final Sample RANDOM = randomSample();

    private long sequence;

    private static Sample randomSample() {
        byte[] head = new byte[256];
        new SplittableRandom(7).nextBytes(head);
        return new Sample(head, new byte[0], new byte[0]);
    }

    /** Later processes have greater pids and start times, as in life. */
    public static ProcessKey key(int pid) {
        return new ProcessKey(pid, 100_000 + 7L * pid);
    }

    public static Header header(int pid, int parentPid, long bootNanos) {
        return new Header(bootNanos, key(pid), pid, parentPid, 1000, 1, "worker", false);
    }

    public Observation of(Event event) {
        Header header = event.header();
        ProcessSnapshot process = new ProcessSnapshot(
                header.process(),
                header.parentPid(),
                header.comm(),
                FilePath.of("/usr/bin/worker"),
                List.of("worker", "--all", "/home"),
                FilePath.of("/home"),
                header.userId(),
                "");
        return new Observation(
                ++sequence,
                HOST.epochNanos(header.timeNanos()),
                event,
                process,
                Flags.NONE,
                event.succeeded() ? 12.5 : 0);
    }

    public Observation write(int pid, int parentPid, long bootNanos, String path) {
        return of(new FileTransferred(
                header(pid, parentPid, bootNanos),
                true,
                0,
                new FileIdentity(path.hashCode() & 0xFFFFL | 1, 4096, 8 << 20 | 1, 0100644),
                FilePath.of(path),
                0,
                4096,
                1,
                4096,
                RANDOM,
                Origin.SYSCALL));
    }

    public Observation rename(int pid, int parentPid, long bootNanos, String from, String to) {
        return of(new FileRenamed(
                header(pid, parentPid, bootNanos),
                0,
                new FileIdentity(from.hashCode() & 0xFFFFL | 1, 4096, 8 << 20 | 1, 0100644),
                FilePath.of(from),
                FilePath.of(to),
                0,
                Origin.SYSCALL));
    }

    public Observation read(int pid, int parentPid, long bootNanos, String path) {
        return of(new FileTransferred(
                header(pid, parentPid, bootNanos),
                false,
                0,
                new FileIdentity(99, 4096, 8 << 20 | 1, 0100644),
                FilePath.of(path),
                0,
                4096,
                1,
                4096,
                Sample.NONE,
                Origin.SYSCALL));
    }

    public Observation fork(int pid, int parentPid, long bootNanos, int child) {
        return of(new ProcessForked(header(pid, parentPid, bootNanos), key(child)));
    }

    public Observation exit(int pid, int parentPid, long bootNanos) {
        return of(new ProcessExited(header(pid, parentPid, bootNanos), 0));
    }

    public Observation detection(int pid, int parentPid, long bootNanos) {
        return of(new Detection(
                header(pid, parentPid, bootNanos),
                "activity-1",
                "Files encrypted",
                "6c6bd4f2-0000-4000-8000-000000000001",
                91.5,
                List.of("content made random", "extension changed"),
                List.of("T1486"),
                9,
                2,
                0,
                0,
                ""));
    }
}
