// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes as actors, with their ancestors, bounded: the one that was quiet longest is forgotten first. Identity is
 * (pid, start time), so a reused pid is another actor.
 */
public final class Lineage {
    /** How many generations up evidence is added up. */
    public static final int REACH = 4;

    private static final int INIT = 1;
    private static final int KERNEL_THREADS = 2;

    private final int capacity;
    private final Map<Long, Activity> byKey = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Integer, Activity> byPid = new HashMap<>();
    private @Nullable Activity last;
    private long evicted;

    public Lineage(int capacity) {
        this.capacity = capacity;
    }

    /** The actor of an event. */
    public Activity of(Header header) {
        long key = header.process().packed();
        Activity recent = last;
        if (recent != null && recent.key == key) {
            return recent;
        }
        Activity known = byKey.get(key);
        if (known == null) {
            known = introduce(key, header.process().pid(), header.parentPid(), header.timeNanos());
        }
        last = known;
        return known;
    }

    /** Null when nothing was heard of the process, or it was forgotten. */
    public @Nullable Activity find(long key) {
        Activity recent = last;
        return recent != null && recent.key == key ? recent : byKey.get(key);
    }

    /** A process made another. */
    public void forked(Activity parent, ProcessKey child, int parentPid, long timeNanos) {
        Activity made = new Activity(child.packed(), parentPid == INIT ? null : parent, timeNanos);
        made.executable = parent.executable;
        put(made, child.pid());
    }

    /** The process is over: its pid can be another's from now on. What it did is still charged to its ancestors. */
    public void ended(Activity activity) {
        activity.ended = true;
        byPid.remove(ProcessKey.pid(activity.key), activity);
    }

    /** Those that have not ended, as far as is known. */
    public Collection<Activity> living() {
        return byPid.values();
    }

    /** Actors that were forgotten because there was no room. */
    public long evicted() {
        return evicted;
    }

    public int size() {
        return byKey.size();
    }

    private Activity introduce(long key, int pid, int parentPid, long timeNanos) {
        Activity placeholder = byPid.get(pid);
        if (placeholder != null && placeholder.key == placeholderKey(pid)) {
            byKey.remove(placeholder.key);
            placeholder.key = key;
            placeholder.parent = parent(parentPid, timeNanos);
            put(placeholder, pid);
            return placeholder;
        }
        Activity made = new Activity(key, parent(parentPid, timeNanos), timeNanos);
        // nobody saw it start, so it is not known to run its parent's program
        made.ownProgram = true;
        put(made, pid);
        return made;
    }

    /** A parent that has not been heard of stands in under its pid until it is. */
    private @Nullable Activity parent(int pid, long timeNanos) {
        if (pid <= KERNEL_THREADS) {
            return null;
        }
        Activity known = byPid.get(pid);
        if (known == null) {
            known = new Activity(placeholderKey(pid), null, timeNanos);
            known.ownProgram = true;
            put(known, pid);
        }
        return known;
    }

    private static long placeholderKey(int pid) {
        return ProcessKey.pack(pid, 0);
    }

    private void put(Activity activity, int pid) {
        byKey.put(activity.key, activity);
        byPid.put(pid, activity);
        if (byKey.size() > capacity) {
            var entries = byKey.entrySet().iterator();
            Activity eldest = entries.next().getValue();
            entries.remove();
            byPid.remove(ProcessKey.pid(eldest.key), eldest);
            evicted++;
        }
    }
}
