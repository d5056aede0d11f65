// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * What single steps of children add up to. The steps themselves are kept, the latest of them, so that those of a child that
 * turns out to act for itself can be taken back whole: a shell does not answer for a program that it merely started.
 */
public final class Group {
    private static final int MOST_STEPS = 128;
    private static final int MOST_MEMBERS = 256;

    private final long halfLifeNanos;
    private final Deque<Step> steps = new ArrayDeque<>();
    private DistinctSet members = new DistinctSet(MOST_MEMBERS);
    private Ledger ledger;

    private record Step(Activity origin, ObjLongConsumer<Ledger> entry, long timeNanos) {}

    Group(long halfLifeNanos) {
        this.halfLifeNanos = halfLifeNanos;
        this.ledger = new Ledger(halfLifeNanos);
    }

    /** A step that a process did. */
    public void add(Activity origin, ObjLongConsumer<Ledger> entry, long timeNanos) {
        steps.addLast(new Step(origin, entry, timeNanos));
        if (steps.size() > MOST_STEPS) {
            steps.removeFirst();
        }
        members.add(origin.key());
        entry.accept(ledger, timeNanos);
    }

    /** Those whose steps are kept, each once, the first one first. */
    public Set<Activity> origins() {
        Set<Activity> origins = new LinkedHashSet<>();
        steps.forEach(step -> origins.add(step.origin));
        return origins;
    }

    /** Takes back what a process and its descendants did. */
    public void takeBack(Activity activity) {
        if (!steps.removeIf(step -> activity.includes(step.origin))) {
            return;
        }
        ledger = new Ledger(halfLifeNanos);
        members = new DistinctSet(MOST_MEMBERS);
        for (Step step : steps) {
            step.entry.accept(ledger, step.timeNanos);
            members.add(step.origin.key());
        }
    }

    /** The steps that were kept are counted, and need no keeping: there is nothing to take back any more. */
    public void settled() {
        steps.clear();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Processes that took part; counted up to 256. */
    public int processes() {
        return members.size();
    }
}
