// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that is done beside other work, in a thread of its own. The thread has ended when its result is there: privileges are a
 * thread's own, and one that goes on would keep what the sensor gives up later.
 *
 * @param <T> the result
 */
final class Aside<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Aside(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    static <T> Aside<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "sealwatch-" + name);
        thread.setDaemon(true);
        thread.start();
        return new Aside<>(task, thread);
    }

    /** Waits for it; throws what the work threw. */
    T result() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    thread.join();
                    return task.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    if (failure.getCause() instanceof RuntimeException own) {
                        throw own;
                    }
                    if (failure.getCause() instanceof Error own) {
                        throw own;
                    }
                    throw new IllegalStateException(failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
