// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import java.util.Arrays;
import java.util.List;

/**
 * The seed's judgement of each event, from the counts and the last events of its process. A process is a slot number that
 * its owner assigns; what is kept lies in arrays by slot, so that judging allocates nothing.
 *
 * <p>Not thread-safe. Time is the events' own.
 */
public final class FlagScorer {
    private static final int TYPES = SeedType.values().length;
    private static final int NO_HISTORY = 0xFFFFFFFF;
    private static final int HISTORY_EVENTS = Pattern.MAX_LENGTH;
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final int[] history;
    private final int[] counts;
    private final long[] periodStart;

    private final int[] thresholds;
    private final int[] patternBits;
    private final int[] patternMasks;
    private final long resetNanos;
    private final boolean wraps;

    /**
     * @param settings whose rules
     * @param capacity slots are 0 to capacity - 1
     */
    public FlagScorer(FlagSettings settings, int capacity) {
        history = new int[capacity];
        counts = new int[capacity * TYPES];
        periodStart = new long[capacity];
        Arrays.fill(history, NO_HISTORY);
        Arrays.fill(periodStart, NOT_STARTED);
        List<Pattern> patterns = settings.patterns();
        thresholds = settings.thresholds().inOrder();
        patternBits = patterns.stream().mapToInt(Pattern::bits).toArray();
        patternMasks = patterns.stream().mapToInt(Pattern::mask).toArray();
        wraps = settings.mode() == FlagSettings.Mode.CLASSIC;
        resetNanos = wraps ? 0 : settings.resetPeriod().toNanos();
    }

    /**
     * Takes an event in and judges it.
     *
     * @param slot of the process, or of the thread in classic mode
     * @param weight how many events it stands for, taken as if they came one by one; nothing is taken in when it is 0
     * @param timeNanos boot clock of the event
     */
    public Flags observe(int slot, SeedType type, long weight, long timeNanos) {
        resetWhenDue(slot, timeNanos);
        // A damaged record can say anything.
        long events = Math.min(Math.max(weight, 0), Integer.MAX_VALUE);
        count(slot * TYPES + type.ordinal(), events);
        int pattern = remember(slot, type, (int) Math.min(events, HISTORY_EVENTS));
        int over = over(slot);
        return Flags.of(pattern > 0 ? Severity.MAJ : severity(over), pattern, over);
    }

    /** The judgement of an event that is not taken in, such as a call that failed: what the process has done so far. */
    public Flags current(int slot, long timeNanos) {
        resetWhenDue(slot, timeNanos);
        int over = over(slot);
        return Flags.of(severity(over), 0, over);
    }

    /** Forgets the slot's process; the next event in it is another's. */
    public void reset(int slot) {
        history[slot] = NO_HISTORY;
        periodStart[slot] = NOT_STARTED;
        clearCounts(slot);
    }

    private void resetWhenDue(int slot, long timeNanos) {
        if (resetNanos == 0) {
            return;
        }
        long start = periodStart[slot];
        if (start == NOT_STARTED) {
            periodStart[slot] = timeNanos;
        } else if (timeNanos - start >= resetNanos) {
            periodStart[slot] = timeNanos;
            clearCounts(slot);
        }
    }

    private void clearCounts(int slot) {
        Arrays.fill(counts, slot * TYPES, (slot + 1) * TYPES, 0);
    }

    private void count(int at, long events) {
        long sum = counts[at] + events;
        counts[at] = wraps ? (int) (sum & 0xFFFF) : (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** Puts the event into the history; the number of the first pattern that this completes, or 0. */
    private int remember(int slot, SeedType type, int events) {
        int found = 0;
        int past = history[slot];
        for (int i = 0; i < events; i++) {
            past = past << Pattern.EVENT_BITS | type.ordinal();
            int pattern = match(past);
            if (pattern > 0) {
                past = NO_HISTORY;
                found = found == 0 ? pattern : found;
            }
        }
        history[slot] = past;
        return found;
    }

    private int match(int past) {
        for (int i = 0; i < patternBits.length; i++) {
            if ((past & patternMasks[i]) == patternBits[i]) {
                return i + 1;
            }
        }
        return 0;
    }

    private int over(int slot) {
        int over = 0;
        int at = slot * TYPES;
        for (int type = 0; type < TYPES; type++) {
            if (counts[at + type] > thresholds[type]) {
                over |= 1 << type;
            }
        }
        return over;
    }

    private static Severity severity(int over) {
        return over == 0 ? Severity.OK : Severity.MIN;
    }
}
