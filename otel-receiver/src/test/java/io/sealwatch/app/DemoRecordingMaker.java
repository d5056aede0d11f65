// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.demo.DemoFolder;
import io.sealwatch.demo.SafeLocker;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FilePath;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.procfs.ProcfsSource;
import io.sealwatch.recording.RecordingHeader;
import io.sealwatch.recording.RecordingWriter;
import io.sealwatch.wire.AbiCheck;
import io.sealwatch.wire.RecordView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the recording that {@code demo} replays for those who are not root. It holds the records of the safe locker
 * alone: nothing of the machine it was made on. Run as root with the class path of the tests:
 * {@code DemoRecordingMaker otel-receiver/src/main/resources/io/sealwatch/app/demo.swrec.gz}
 */
final class DemoRecordingMaker {
    private static final int FILES = 120;

    private DemoRecordingMaker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        Files.deleteIfExists(target);
        Files.createDirectories(DemoRecording.FOLDER.getParent());
        DemoFolder folder = DemoFolder.create(Path.of("/tmp"), FILES);
        Files.deleteIfExists(DemoRecording.FOLDER);
        Files.move(folder.root(), DemoRecording.FOLDER);
        try (LiveSource source = LiveSource.start(ProbeSettings.defaults())) {
            record(source, target);
        } finally {
            new SafeLocker(DemoRecording.FOLDER, SafeLocker.Shape.CREATE_DELETE, 0).undo();
            DemoFolder.open(DemoRecording.FOLDER).delete();
        }
    }

    private static void record(LiveSource source, Path target) throws IOException, InterruptedException {
        HostIdentity host = new HostIdentity("demo", "demo-host", "demo-boot", BootClock.epochNanos());
        RecordingHeader header =
                new RecordingHeader(AbiCheck.VERSION, host, System.currentTimeMillis() * 1_000_000L, "demo");
        try (RecordingWriter writer = RecordingWriter.create(target, header)) {
            Process locker = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SafeLocker.class.getName(),
                            DemoRecording.FOLDER.toString(),
                            "--rate",
                            "200")
                    .start();
            int pid = (int) locker.pid();
            writer.tee(only(pid)).all();
            RecordView view = new RecordView();
            io.sealwatch.pipeline.RecordHandler recorded = writer.tee((buffer, at, length) -> {});
            while (source.poll(
                                    (buffer, at, length) -> {
                                        if (view.wrap(buffer, at, length) == null && belongs(view, pid)) {
                                            recorded.onRecord(buffer, at, length);
                                        }
                                    },
                                    Duration.ofMillis(100))
                            > 0
                    || locker.isAlive()) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean belongs(RecordView view, int pid) {
        return view.pid() == pid
                && (view.kind() == EventKind.PROCESS_EXIT
                        || (view.decode() instanceof FileEvent file
                                && file.path().toString().startsWith(DemoRecording.FOLDER.toString())));
    }

    /** The locker alone, with a command line that says nothing of this machine. */
    private static ProcessSource only(int pid) {
        return new ProcessSource() {
            @Override
            public List<ProcessSnapshot> all() {
                return find(pid).stream().toList();
            }

            @Override
            public Optional<ProcessSnapshot> find(int wanted) {
                return new ProcfsSource()
                        .find(wanted)
                        .map(real -> new ProcessSnapshot(
                                real.key(),
                                1,
                                "java",
                                FilePath.of("/usr/bin/java"),
                                List.of("java", "io.sealwatch.demo.SafeLocker"),
                                FilePath.of("/tmp"),
                                0,
                                ""));
            }
        };
    }
}
