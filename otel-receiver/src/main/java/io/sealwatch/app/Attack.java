// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.demo.SafeLocker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The safe locker in a process of its own, as a real one would be. */
final class Attack {
    private static final long SETTLE_MILLIS = 300;

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
            int exit = locker.waitFor();
            if (exit != 0) {
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

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath(),
                SafeLocker.class.getName(),
                folder.toString(),
                "--rate",
                Integer.toString(rate),
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
