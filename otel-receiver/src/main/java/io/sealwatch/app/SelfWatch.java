// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.guard.ServiceManager;
import io.sealwatch.pipeline.SourceAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sensor's look at itself, while it runs: are the probes still there, does what they make arrive, does the thread
 * that walks the ring still walk. Used by that thread; only the canary's process is waited for by another.
 */
final class SelfWatch {
    private static final String VANISHED = "events vanish between the probes and the sensor";
    private static final String UNSEEN = "the sensor did not see its canary's ";

    private final GuardSettings settings;
    private final Supplier<List<String>> probes;
    private final @Nullable Canary canary;
    private final ServiceManager manager;

    private long lookedAt;
    private long canarySentAt;
    private int shortOf;
    private boolean canaryAway;
    private final AtomicReference<@Nullable String> canaryReturned = new AtomicReference<>();
    private long canaryReturnedAt;
    private List<String> canaryProblems = List.of();
    private List<String> problems = List.of();

    /**
     * @param probes what is wrong with the probes
     * @param canary null for none
     */
    SelfWatch(GuardSettings settings, Supplier<List<String>> probes, @Nullable Canary canary, ServiceManager manager) {
        this.settings = settings;
        this.probes = probes;
        this.canary = canary;
        this.manager = manager;
    }

    /** For a source that nobody can tamper with. */
    static SelfWatch none() {
        return new SelfWatch(
                new GuardSettings(false, java.time.Duration.ZERO, java.time.Duration.ZERO),
                List::of,
                null,
                ServiceManager.none());
    }

    /** Events are about to be taken. */
    void begin(long nanos) {
        lookedAt = nanos;
        // The first canary flies at once: a path that never worked is known at the start.
        canarySentAt = nanos - settings.canary().toNanos();
        manager.ready("watching");
    }

    /** The ring was walked. */
    void walked(long nanos) {
        manager.beat(nanos);
    }

    void end() {
        manager.stopping();
    }

    boolean isDue(long nanos) {
        return !settings.look().isZero() && nanos - lookedAt >= settings.look().toNanos();
    }

    /**
     * Looks.
     *
     * @param made what the probes had made before the last walk
     * @param received records that had come after it
     * @return true when something went wrong or right since the last look
     */
    boolean look(long nanos, SourceAccounts made, long received) {
        lookedAt = nanos;
        List<String> now = new ArrayList<>(probes.get());
        // A record that is being written just then is short for a moment; one that is taken away, for good.
        shortOf = received < made.totalProduced() - made.totalLost() ? shortOf + 1 : 0;
        if (shortOf >= 2) {
            now.add(VANISHED);
        }
        if (canary != null && !settings.canary().isZero()) {
            watch(canary, nanos);
            now.addAll(canaryProblems);
        }
        boolean changed = !now.equals(problems);
        problems = List.copyOf(now);
        if (changed) {
            tell();
        }
        return changed;
    }

    private void tell() {
        String line = problems.isEmpty()
                ? "the sensor is whole again"
                : "the sensor is degraded: " + String.join("; ", problems);
        System.err.println("sealwatch: " + line);
        manager.status(line);
    }

    private void watch(Canary bird, long nanos) {
        if (!canaryAway) {
            if (nanos - canarySentAt >= settings.canary().toNanos()) {
                send(bird, nanos);
            }
            return;
        }
        String hindrance = canaryReturned.get();
        if (hindrance == null) {
            return;
        }
        if (canaryReturnedAt == 0) {
            // What it did is in the ring by now; the walk before the next look brings it.
            canaryReturnedAt = nanos;
            return;
        }
        canaryAway = false;
        if (!hindrance.isEmpty()) {
            canaryProblems = List.of(hindrance);
        } else {
            canaryProblems = bird.isComplete() ? List.of() : List.of(UNSEEN + String.join(", ", bird.unseen()));
        }
    }

    private void send(Canary bird, long nanos) {
        bird.reset();
        canaryReturned.set(null);
        canaryReturnedAt = 0;
        canarySentAt = nanos;
        canaryAway = true;
        Thread flight = new Thread(() -> canaryReturned.set(bird.perform()), "sealwatch-canary");
        flight.setDaemon(true);
        flight.start();
    }

    /** What is wrong now, in words. */
    List<String> problems() {
        return problems;
    }
}
