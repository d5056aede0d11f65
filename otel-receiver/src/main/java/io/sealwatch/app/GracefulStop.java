// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a session when the program is asked to end (SIGINT, SIGTERM): the rest is drained and the accounts are printed,
 * and the exit code is that of a normal end.
 */
final class GracefulStop {
    /** For all but the delivery. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration longest;

    private GracefulStop(Duration longest) {
        this.longest = longest;
    }

    /**
     * @param delivery longest time that delivering what waits may take
     */
    static GracefulStop install(Session session, Duration delivery) {
        GracefulStop stop = new GracefulStop(PATIENCE.plus(delivery));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.end(session), "stop"));
        return stop;
    }

    /** The session is over; whoever waits may end the program. */
    void done() {
        finished.countDown();
    }

    private void end(Session session) {
        boolean asked = finished.getCount() > 0;
        session.stop();
        boolean inTime = false;
        try {
            inTime = finished.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (asked) {
            // A signal would end the JVM with 128 + its number although everything was done as asked.
            Runtime.getRuntime().halt(inTime ? ExitCode.OK : ExitCode.RUNTIME);
        }
    }
}
