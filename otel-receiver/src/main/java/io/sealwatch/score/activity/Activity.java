// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.file.FileState;
import org.jspecify.annotations.Nullable;

/**
 * A process as an actor, and as the root of what its children do. Its own ledger holds what it did itself; its group ledger
 * what single steps of its children add up to.
 */
public final class Activity {
    private static final int MOST_GENERATIONS = 64;
    private static final long UNDECIDED = -1;

    /** Packed process key; a hash for one that stands for a pattern instead of a process. */
    long key;

    /** The process that made it, null when that is init or unknown. */
    @Nullable
    Activity parent;

    /** It runs a program of its own, not its parent's. */
    public boolean ownProgram;

    /** Boot clock of the first that was heard of it. */
    public final long firstNanos;

    /** The file it runs, unknown when nobody saw it start. */
    public FileIdentity executable = FileIdentity.UNKNOWN;

    /** Why it raises no alarm. */
    private String exception = "";

    private long exceptionUntilNanos = Long.MAX_VALUE;
    private long exceptionCgroup = UNDECIDED;

    /** What was reported of it so far was no alarm because of an exception. */
    public boolean reportedAsExcepted;

    /** Its command line asks an archiver for a password. */
    public boolean asksForPassword;

    /** Its command line has the name of an archive. */
    public boolean namesArchive;

    /** It made an archive with a password. */
    public boolean madeEncryptedArchive;

    /** New unreadable files that it made, whatever became of their originals. */
    public int madeUnreadable;

    /** The last of those that took in more than one write and has no original: what is put into one file by and by. */
    public @Nullable FileState container;

    /** Boot clock when a child made a file in a format that people encrypt with, -1 before. */
    public long sealedByChildNanos = -1;

    /** What it last moved out of a file inside the kernel, UNKNOWN when nothing. */
    public Kind moved = Kind.UNKNOWN;

    /** New unreadable files of its own that no original was found for. */
    public int unpaired;

    /** The last file without a name that it wrote to. */
    public @Nullable FileState lastAnonymous;

    /** The last file that it cut to nothing; until it goes on to the next one it may still fill it. */
    public @Nullable FileState lastEmptied;

    /** Steps that were passed on to the parent's group so far. */
    public int passedOn;

    /** It is over. */
    boolean ended;

    private boolean pattern;

    private @Nullable Activity lastStepper;
    private @Nullable Activity stepperBefore;

    /** Names that were passed on likewise. */
    public int namesPassedOn;

    /** Boot clock of the first detection, -1 before it. */
    public long reportedNanos = -1;

    /** The first detection was about its children's steps, not about itself. */
    public boolean reportedAsGroup;

    /** Detections made so far. */
    public int reports;

    /** Files affected at the last detection. */
    public long filesReported;

    /** 0 to 100, when last judged. */
    public double score;

    private @Nullable Ledger own;
    private @Nullable Group group;

    Activity(long key, @Nullable Activity parent, long firstNanos) {
        this.key = key;
        this.parent = parent;
        this.firstNanos = firstNanos;
    }

    /** Stands for processes that have nothing in common but a pattern. */
    public static Activity ofPattern(long hash) {
        Activity made = new Activity(hash, null, 0);
        made.pattern = true;
        return made;
    }

    public long key() {
        return key;
    }

    public @Nullable Activity parent() {
        return parent;
    }

    /** What the process did itself; made when it is first needed, because most processes never need one. */
    public Ledger own(long halfLifeNanos) {
        Ledger ledger = own;
        if (ledger == null) {
            ledger = new Ledger(halfLifeNanos);
            own = ledger;
        }
        return ledger;
    }

    /** What its children's steps add up to; made when it is first needed. */
    public Group group(long halfLifeNanos) {
        Group made = group;
        if (made == null) {
            made = new Group(halfLifeNanos);
            group = made;
        }
        return made;
    }

    /** Null when no child passed anything on. */
    public @Nullable Group group() {
        return group;
    }

    /**
     * Whether a step of this child may be added to this one's group. A child that runs its own program passes on one, more
     * only while another child is at it, too: workers do, programs that are run one after the other do not.
     *
     * @param most steps of one child
     */
    public boolean takesStepOf(Activity child, int most) {
        if (child.passedOn >= most) {
            return false;
        }
        return child.passedOn == 0 || !child.ownProgram || hasOtherStepper(child);
    }

    /** A child passed a step on. */
    public void stepped(Activity child) {
        child.passedOn++;
        if (lastStepper != child) {
            stepperBefore = lastStepper;
            lastStepper = child;
        }
    }

    private boolean hasOtherStepper(Activity child) {
        Activity other = lastStepper != child ? lastStepper : stepperBefore;
        return other != null && !other.ended;
    }

    /** It runs another program: whether an exception is made for it has to be decided anew. */
    public void runs(FileIdentity program) {
        executable = program;
        exceptionCgroup = UNDECIDED;
    }

    /** Whether an exception was decided on for what it runs, in this cgroup. */
    public boolean isExceptionKnown(long cgroup) {
        return exceptionCgroup == cgroup;
    }

    /**
     * @param reason empty for no exception
     * @param untilNanos boot clock at which it ends
     */
    public void setException(String reason, long untilNanos, long cgroup) {
        exception = reason;
        exceptionUntilNanos = untilNanos;
        exceptionCgroup = cgroup;
    }

    /** Why it raises no alarm at this time, empty when it does. */
    public String exceptionAt(long timeNanos) {
        return timeNanos < exceptionUntilNanos ? exception : "";
    }

    /** An alarm was raised about it. */
    public boolean isAlarmed() {
        return isReported() && !reportedAsExcepted;
    }

    public boolean isReported() {
        return reportedNanos >= 0;
    }

    /** Files were lost through the process itself. */
    public boolean hasLosses() {
        Ledger ledger = own;
        return ledger != null && ledger.files() > 0;
    }

    /** Stands for a pattern, and for no process. */
    public boolean isPattern() {
        return pattern;
    }

    /** Its process is over. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether the other one made it, or made one that did, whether they still live or not. */
    public boolean descendsFrom(Activity other) {
        Activity at = parent;
        for (int depth = 0; at != null && depth < MOST_GENERATIONS; depth++) {
            if (at == other) {
                return true;
            }
            at = at.parent;
        }
        return false;
    }

    /** Whether the other one is this one or descends from it, as far as lineage is known. */
    public boolean includes(Activity other) {
        Activity at = other;
        for (int depth = 0; at != null && depth <= Lineage.REACH; depth++) {
            if (at == this) {
                return true;
            }
            at = at.parent;
        }
        return false;
    }

    /** Whether both have a common ancestor within reach. */
    public boolean isRelatedTo(Activity other) {
        Activity at = this;
        for (int depth = 0; at != null && depth <= Lineage.REACH; depth++) {
            if (at.includes(other)) {
                return true;
            }
            at = at.parent;
        }
        return false;
    }
}
