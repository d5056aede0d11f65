// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Header;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Group;
import io.sealwatch.score.activity.Ledger;
import io.sealwatch.score.activity.Lineage;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.file.Names;
import io.sealwatch.score.signal.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Charges evidence to the activities that answer for it, and says when one is over the line.
 *
 * <p>What a process does is charged to itself. Its first few losses are passed on to its ancestors, too: a script that runs one
 * openssl and one rm for each file never has a child with two of them, yet the script's group adds up. A program that
 * loses more than those few stands for itself, so programs that a shell or a test runs one after the other do not merge.
 * Processes without a common parent meet in a pattern: the suffix they all use, or their program.
 */
final class Charges {
    static final String RULE_NAME = "Files of users are being made unreadable";
    static final String RULE_ID = "6f5a6a0e-3c0e-4f5b-9a52-5b9a4f6c2e11";

    private static final int MOST_PATTERNS = 1024;

    private final DetectorSettings settings;
    private final Suspects suspects;
    private final long halfLife;
    private final long groupHalfLife;
    private final Map<Long, Activity> patterns = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Activity> eldest) {
            return size() > MOST_PATTERNS;
        }
    };
    private final List<Detection> detections = new ArrayList<>();
    private Runnable lossListener = () -> {};
    private final RecentLoss lost = new RecentLoss();
    private long excepted;

    Charges(DetectorSettings settings, Suspects suspects) {
        this.settings = settings;
        this.suspects = suspects;
        this.halfLife = settings.halfLife().toNanos();
        this.groupHalfLife = settings.groupHalfLife().toNanos();
    }

    void onLoss(Runnable listener) {
        this.lossListener = listener;
    }

    Ledger own(Activity activity) {
        return activity.own(halfLife);
    }

    /** What was concluded since the last call. */
    List<Detection> take() {
        if (detections.isEmpty()) {
            return List.of();
        }
        List<Detection> taken = List.copyOf(detections);
        detections.clear();
        return taken;
    }

    void eventsLost(long timeNanos, long count) {
        lost.add(timeNanos, count);
    }

    /** Detections that were no alarm because of an exception. */
    long excepted() {
        return excepted;
    }

    /** The process made most of the events while others were lost; its siblings may be what it hides. */
    void flood(Activity activity, long count, long timeNanos) {
        own(activity).addFlood(count, timeNanos);
        Activity parent = activity.parent();
        if (parent != null && !isExcepted(activity, timeNanos)) {
            parent.group(groupHalfLife).add(activity, (ledger, time) -> ledger.addFlood(count, time), timeNanos);
        }
    }

    private static boolean isExcepted(Activity activity, long timeNanos) {
        return !activity.exceptionAt(timeNanos).isEmpty();
    }

    /**
     * A file was lost.
     *
     * @param pattern hash of what unrelated processes would have in common, {@link Names#NONE} for nothing
     */
    void charge(Activity activity, Loss loss, long pattern, Header header) {
        if (!loss.isHint()) {
            lossListener.run();
        }
        charge(activity, (ledger, time) -> ledger.add(loss, time), pattern, header);
    }

    /** A file got a new suffix. */
    void suffix(Activity activity, String suffix, Header header) {
        own(activity).addSuffix(suffix, header.timeNanos());
        Activity parent = activity.parent();
        if (parent != null && activity.namesPassedOn < settings.steps() && !isExcepted(activity, header.timeNanos())) {
            activity.namesPassedOn++;
            parent.group(groupHalfLife)
                    .add(activity, (ledger, time) -> ledger.addSuffix(suffix, time), header.timeNanos());
        }
        judge(activity, header);
    }

    /** A command that destroys backups was run. It counts for the process and for those who had it run. */
    void tamper(Activity activity, String command, Header header) {
        own(activity).addTamper(command, header.timeNanos());
        Activity parent = activity.parent();
        if (parent != null && !isExcepted(activity, header.timeNanos())) {
            own(parent).addTamper(command, header.timeNanos());
            parent.group(groupHalfLife)
                    .add(activity, (ledger, time) -> ledger.addTamper(command, time), header.timeNanos());
        }
    }

    /** The process's own ledger has changed. */
    void judge(Activity activity, Header header) {
        if (isExcepted(activity, header.timeNanos()) || reportedAncestor(activity) == null) {
            judgeOwn(activity, header);
        }
    }

    private void charge(Activity activity, ObjLongConsumer<Ledger> entry, long pattern, Header header) {
        entry.accept(own(activity), header.timeNanos());
        if (isExcepted(activity, header.timeNanos())) {
            // nobody else answers for it, and it can tip nobody else
            judgeOwn(activity, header);
            return;
        }
        Activity reported = reportedAncestor(activity);
        if (reported != null) {
            update(reported, activity, entry, header);
            if (isMember(activity, reported)) {
                suspects.joined(activity, activityId(reported), header);
                activity.score = reported.score;
                return;
            }
        }
        if (!judgeOwn(activity, header)) {
            passOn(activity, entry, pattern, header);
        }
    }

    private void passOn(Activity activity, ObjLongConsumer<Ledger> entry, long pattern, Header header) {
        Activity from = activity;
        for (int depth = 0; depth < Lineage.REACH; depth++) {
            Activity to = from.parent();
            if (to == null) {
                passToPattern(from, activity, entry, pattern, header);
                return;
            }
            if (to.isAlarmed() || !to.takesStepOf(from, settings.steps())) {
                return;
            }
            to.stepped(from);
            to.group(groupHalfLife).add(activity, entry, header.timeNanos());
            if (judgeGroup(to, header)) {
                return;
            }
            from = to;
        }
    }

    private void passToPattern(
            Activity from, Activity activity, ObjLongConsumer<Ledger> entry, long pattern, Header header) {
        if (pattern == Names.NONE || from.passedOn >= settings.steps()) {
            return;
        }
        from.passedOn++;
        Activity common = patterns.computeIfAbsent(pattern, Activity::ofPattern);
        if (common.isReported()) {
            suspects.joined(activity, activityId(common), header);
            update(common, activity, entry, header);
            return;
        }
        common.group(groupHalfLife).add(activity, entry, header.timeNanos());
        judgeGroup(common, header);
    }

    /** Runs its parent's program, or was at it before the detection: then it is part of what was reported. */
    private static boolean isMember(Activity activity, Activity reported) {
        Activity at = activity;
        while (at != null && at != reported) {
            if (at.ownProgram && at.firstNanos > reported.reportedNanos) {
                return false;
            }
            at = at.parent();
        }
        return true;
    }

    private static @Nullable Activity reportedAncestor(Activity activity) {
        Activity at = activity.parent();
        for (int depth = 0; at != null && depth < Lineage.REACH; depth++) {
            if (at.isAlarmed()) {
                return at;
            }
            at = at.parent();
        }
        return null;
    }

    private boolean judgeOwn(Activity activity, Header header) {
        Ledger ledger = own(activity);
        Verdict verdict = Verdict.of(ledger);
        activity.score = Math.max(activity.score, verdict.score());
        if (activity.isReported()) {
            update(activity, ledger, 1, header);
            return true;
        }
        if (!isOver(verdict, settings.threshold())) {
            return false;
        }
        first(activity, ledger, 0, verdict, header);
        return true;
    }

    private boolean judgeGroup(Activity activity, Header header) {
        Group group = activity.group(groupHalfLife);
        Verdict verdict = Verdict.of(group.ledger());
        activity.score = Math.max(activity.score, verdict.score());
        if (!isOver(verdict, settings.groupThreshold())) {
            return false;
        }
        first(activity, group.ledger(), group.processes(), verdict, header);
        group.settled();
        return true;
    }

    private boolean isOver(Verdict verdict, double threshold) {
        return verdict.score() >= threshold && verdict.families() >= settings.families();
    }

    private void first(Activity activity, Ledger ledger, int processes, Verdict verdict, Header header) {
        activity.reportedNanos = header.timeNanos();
        activity.reportedAsGroup = processes > 0;
        activity.reportedAsExcepted = !exception(activity, header).isEmpty();
        report(activity, ledger, Math.max(1, processes), verdict.score(), header);
        takeBack(activity);
    }

    /** What the reported one had passed on is its own, and not its ancestors'. */
    private void takeBack(Activity activity) {
        Activity at = activity.parent();
        for (int depth = 0; at != null && depth < Lineage.REACH; depth++) {
            takeBackFrom(at, activity);
            at = at.parent();
        }
        patterns.values().forEach(pattern -> takeBackFrom(pattern, activity));
    }

    private static void takeBackFrom(Activity from, Activity activity) {
        Group group = from.group();
        if (group != null && !from.isAlarmed()) {
            group.takeBack(activity);
        }
    }

    /** A process of a reported activity went on. */
    private void update(Activity reported, Activity activity, ObjLongConsumer<Ledger> entry, Header header) {
        if (reported.reportedAsGroup) {
            Group group = reported.group(groupHalfLife);
            group.add(activity, entry, header.timeNanos());
            group.settled();
            update(reported, group.ledger(), group.processes(), header);
        } else {
            Ledger ledger = own(reported);
            entry.accept(ledger, header.timeNanos());
            update(reported, ledger, 1, header);
        }
    }

    private void update(Activity activity, Ledger ledger, int processes, Header header) {
        boolean turned = activity.reportedAsExcepted && !isExcepted(activity, header.timeNanos());
        if (turned || ledger.files() >= 2 * Math.max(1, activity.filesReported)) {
            activity.reportedAsExcepted &= !turned;
            activity.score = Math.max(activity.score, Verdict.of(ledger).score());
            report(activity, ledger, processes, activity.score, header);
        }
    }

    private static String activityId(Activity activity) {
        return Long.toHexString(activity.key());
    }

    /** What children do in single steps is not excepted: those that are do not pass theirs on. */
    private static String exception(Activity activity, Header header) {
        return activity.reportedAsGroup ? "" : activity.exceptionAt(header.timeNanos());
    }

    private void report(Activity activity, Ledger ledger, int processes, double score, Header header) {
        String exception = exception(activity, header);
        excepted += exception.isEmpty() ? 0 : 1;
        detections.add(new Detection(
                header,
                activityId(activity),
                RULE_NAME,
                RULE_ID,
                score,
                Verdict.reasons(ledger),
                Verdict.techniques(ledger),
                ledger.files(),
                processes,
                activity.reports,
                lost.at(header.timeNanos()),
                exception,
                suspects.of(activity)));
        activity.reports++;
        activity.filesReported = ledger.files();
    }
}
