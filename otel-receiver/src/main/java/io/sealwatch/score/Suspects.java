// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.Suspect;
import io.sealwatch.event.Suspect.Role;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Group;
import io.sealwatch.score.activity.Lineage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes behind a detection, for whoever acts on it. About one process it is that process with all it made, and,
 * when brothers of the same program lost files as well, the family: their parent forked itself into workers. About a group
 * it is the workers, with what they made, their common parent, and what else that one made.
 */
final class Suspects {
    private final Lineage lineage;
    private BiConsumer<Suspect, String> listener = (suspect, activity) -> {};

    Suspects(Lineage lineage) {
        this.lineage = lineage;
    }

    void onJoin(BiConsumer<Suspect, String> joined) {
        this.listener = joined;
    }

    /** A process went on with what was reported. */
    void joined(Activity activity, String activityId, Header header) {
        listener.accept(new Suspect(processOf(activity), Role.WORKER, header.timeNanos()), activityId);
    }

    /** Those that have not ended as far as is known, workers first. */
    List<Suspect> of(Activity reported) {
        Set<Activity> workers = new LinkedHashSet<>();
        Activity driver = null;
        Group group = reported.group();
        if (reported.reportedAsGroup && group != null) {
            workers.addAll(group.origins());
            driver = reported.isPattern() ? null : reported;
        } else {
            workers.add(reported);
            Activity parent = reported.parent();
            if (parent != null && !reported.ownProgram && workers.addAll(brothersAtWork(reported, parent))) {
                driver = parent;
            }
        }
        if (driver != null && driver.hasLosses()) {
            workers.add(driver);
            driver = null;
        }
        return list(workers, driver);
    }

    private List<Activity> brothersAtWork(Activity reported, Activity parent) {
        return lineage.living().stream()
                .filter(other -> other != reported && other.parent() == parent)
                .filter(other -> !other.ownProgram && other.hasLosses())
                .toList();
    }

    private List<Suspect> list(Set<Activity> workers, @Nullable Activity driver) {
        List<Suspect> all = new ArrayList<>();
        List<Suspect> below = new ArrayList<>();
        for (Activity worker : workers) {
            if (!worker.isEnded()) {
                all.add(suspect(worker, Role.WORKER));
            }
        }
        if (driver != null && !driver.isEnded()) {
            all.add(suspect(driver, Role.DRIVER));
        }
        for (Activity other : lineage.living()) {
            if (workers.contains(other) || other == driver) {
                continue;
            }
            if (workers.stream().anyMatch(other::descendsFrom)) {
                below.add(suspect(other, Role.CHILD));
            } else if (driver != null && other.descendsFrom(driver)) {
                below.add(suspect(other, Role.KIN));
            }
        }
        all.addAll(below);
        return all;
    }

    private static Suspect suspect(Activity activity, Role role) {
        return new Suspect(processOf(activity), role, activity.firstNanos);
    }

    private static ProcessKey processOf(Activity activity) {
        return ProcessKey.ofPacked(activity.key());
    }
}
