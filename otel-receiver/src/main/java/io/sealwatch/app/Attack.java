// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.demo.SafeLocker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The safe locker as a real one would be: a shell script that starts two workers. */
final class Attack {
    private static final long SETTLE_MILLIS = 300;
    private static final long LOOK_MILLIS = 100;
    private static final int STOPPED_LOOKS = 5;
    private static final int KILLED = 128 + 9;
    private static final int WORKERS = 2;

    /** Starts the workers with what follows it, and ends with the exit code of one that failed. */
    private static final String SCRIPT = """
            "$@" --part 1/2 & first=$!
            "$@" --part 2/2 & second=$!
            failed=0
            wait $first || failed=$?
            wait $second || failed=$?
            exit $failed
            """;

    private final Path folder;
    private final String shape;
    private final int rate;

    Attack(Path folder, String shape, int rate) {
        this.folder = folder;
        this.shape = shape;
        this.rate = rate;
    }

    /** Starts it; the session is stopped soon after it has ended. */
    void start(Session session) {
        Thread attack = new Thread(() -> run(session), "attack");
        attack.setDaemon(true);
        attack.start();
    }

    private void run(Session session) {
        try {
            Process locker = new ProcessBuilder(command())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int exit = locker.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) ? locker.exitValue() : watch(locker);
            if (exit == KILLED) {
                System.err.println("sealwatch: the simulated locker was ended by the response");
            } else if (exit != 0) {
                System.err.println("sealwatch: the simulated locker ended with " + exit);
            }
            // Its last events are on their way.
            Thread.sleep(SETTLE_MILLIS);
        } catch (IOException failure) {
            System.err.println("sealwatch: the simulated locker could not be started: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            session.stop();
        }
    }

    /** Until it ends, or one of its processes has been stopped for a while: nobody would let it go on, so it is ended. */
    private static int watch(Process locker) throws InterruptedException {
        int stopped = 0;
        while (!locker.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            stopped = family(locker).anyMatch(Attack::isStopped) ? stopped + 1 : 0;
            if (stopped == STOPPED_LOOKS) {
                family(locker).forEach(ProcessHandle::destroyForcibly);
            }
        }
        return locker.exitValue();
    }

    private static Stream<ProcessHandle> family(Process locker) {
        return Stream.concat(locker.descendants(), Stream.of(locker.toHandle()));
    }

    private static boolean isStopped(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" T");
        } catch (IOException gone) {
            return false;
        }
    }

    private List<String> command() {
        return List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "locker",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath(),
                SafeLocker.class.getName(),
                folder.toString(),
                "--rate",
                Double.toString((double) rate / WORKERS),
                "--shape",
                shape);
    }

    private static String classPath() {
        try {
            return Path.of(SafeLocker.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
