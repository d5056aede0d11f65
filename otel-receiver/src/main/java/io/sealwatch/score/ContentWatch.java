// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileMapped;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.Origin;
import io.sealwatch.event.Sample;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.ContentJudge;
import io.sealwatch.score.content.ContentJudge.Judgement;
import io.sealwatch.score.content.Format;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.content.Randomness;
import io.sealwatch.score.file.FileState;
import io.sealwatch.score.file.FileTable;
import io.sealwatch.score.file.Names;

/** Follows what becomes of the content of each file: opens, reads, writes, truncations, mappings. */
final class ContentWatch {
    private static final int O_TMPFILE = 020000000;
    private static final double PATCHED_DOCUMENT = 0.6;
    private static final double PAGE = 0.2;
    private static final int PACK = 1 << 17;
    private static final int SUBSTANTIAL = 256;
    private static final double WHOLE = 0.9;
    private static final int COMPANY = 3;

    private final FileTable files;
    private final Pairing pairing;
    private final Charges charges;
    private final NoteWatch notes;
    private final ContentJudge judge = new ContentJudge();

    ContentWatch(FileTable files, Pairing pairing, Charges charges) {
        this.files = files;
        this.pairing = pairing;
        this.charges = charges;
        this.notes = new NoteWatch(charges);
    }

    void opened(FileOpened open, Scene scene) {
        if (!open.succeeded() || (!open.writable() && !open.created() && !open.truncates())) {
            return;
        }
        if ((open.openFlags() & O_TMPFILE) != 0) {
            scene.activity().lastAnonymous = touched(files.anonymous(open.file()), scene);
            return;
        }
        if (open.file().isKnown() && !open.file().isRegular()) {
            return;
        }
        boolean known = files.withInode(open.file()) != null;
        boolean created = open.created() || isSubmittedCreation(open);
        FileState file = files.opened(open.file(), open.path(), created);
        if (created) {
            file.created = true;
            touched(file, scene);
            return;
        }
        boolean hadContent = !known || file.now != Kind.UNKNOWN || file.existed;
        boolean ownCopy = file.created && !file.existed && file.now == Kind.UNKNOWN;
        file.reopened(open.file().size());
        if (!open.file().isKnown()) {
            file.sizeAtOpen = -1;
            file.existed = true;
        }
        if (open.truncates()) {
            file.existed |= hadContent && !ownCopy;
            emptied(file, open.path(), scene);
        }
    }

    /** Seen before it was done (io_uring), so nobody could say whether it made the file: then what is known decides. */
    private boolean isSubmittedCreation(FileOpened open) {
        return open.origin() == Origin.IO_URING
                && open.kind() == EventKind.FILE_CREATE
                && files.withName(open.path()) == null
                && files.kindRead(open.path()) == Kind.UNKNOWN;
    }

    void read(FileTransferred read, Scene scene) {
        if (!read.succeeded()) {
            return;
        }
        if (read.sample().isEmpty()) {
            scene.activity().moved = movedOut(read, scene);
            return;
        }
        if (read.offset() != 0) {
            return;
        }
        Kind kind = judge.read(read.sample()).kind();
        long hash = kind == Kind.FORMAT || kind.isUnreadable() ? headHash(read.sample()) : Names.NONE;
        files.read(read.file(), read.path(), kind, hash, scene.activity().key());
    }

    /** What somebody else made unreadable is only copied on. */
    private Kind movedOut(FileTransferred read, Scene scene) {
        Kind kind = files.kindOf(read.file(), read.path());
        FileState source = files.withInode(read.file());
        boolean own = source != null && source.writer == scene.activity().key();
        return kind.isUnreadable() && !own ? Kind.COPIED : kind;
    }

    void written(FileTransferred write, Scene scene) {
        if (!write.succeeded()) {
            return;
        }
        Activity activity = scene.activity();
        Kind moved = activity.moved;
        activity.moved = Kind.UNKNOWN;
        FileState file = files.opened(write.file(), write.path(), false);
        file.filled = true;
        file.leftEmpty = false;
        if (write.sample().isEmpty() && moved == Kind.UNKNOWN) {
            return;
        }
        if (file.anonymous) {
            activity.lastAnonymous = file;
        }
        Judgement judgement = write.sample().isEmpty() ? new Judgement(moved, file.format, 0) : judge(file, write);
        boolean wasUnreadable = file.now.isUnreadable();
        apply(file, write, judgement, activity);
        touched(file, scene);
        if (write.calls() == 1 && file.created) {
            notes.written(file, write, judgement, scene);
        }
        if (file.lost) {
            return;
        }
        if (file.now == Kind.CONSTANT) {
            wiped(file, write, scene);
        } else if (file.now.isUnreadable() || file.now == Kind.FORMAT || file.now == Kind.COPIED) {
            if (!wasUnreadable && file.now.isUnreadable() && judgement.deviation() < Randomness.LIMIT) {
                charges.own(activity).addDeviation(judgement.deviation());
            }
            consequences(file, write, judgement, wasUnreadable, scene);
        }
        inCompany(file, write, scene);
    }

    /**
     * Who has made several files unreadable and goes on to write over documents does not edit them, though these look as if they
     * could be read: a header was left, or the bytes are in another order.
     */
    private void inCompany(FileState file, FileTransferred write, Scene scene) {
        if (!scene.activity().hasLosses() || file.lost || !file.existed) {
            return;
        }
        boolean readable = file.now == Kind.FORMAT || file.now == Kind.STRUCTURED;
        boolean over = file.truncated || (write.offset() < file.sizeAtOpen && 2 * write.total() >= file.sizeAtOpen);
        if (readable && over && charges.own(scene.activity()).files() >= COMPANY) {
            pairing.lostInCompany(file, file.truncated ? Loss.How.TRUNCATED : Loss.How.OVERWRITTEN, scene);
        }
    }

    private Judgement judge(FileState file, FileTransferred write) {
        Judgement judgement = judge.written(write.sample(), write.offset() == 0);
        if (write.length() < SUBSTANTIAL) {
            Sample gathered = file.trickle().gather(write.sample());
            if (judgement.kind() == Kind.UNKNOWN) {
                judgement = judge.written(gathered, false);
            }
            file.trickle().count(judgement.kind());
        }
        return judgement;
    }

    /** All of it is gone, whether or not its name goes, too. */
    private void wiped(FileState file, FileTransferred write, Scene scene) {
        if (file.wiped && file.sizeAtOpen > 0 && write.total() >= WHOLE * file.sizeAtOpen) {
            pairing.wiped(file, scene);
        }
    }

    private void consequences(
            FileState file, FileTransferred write, Judgement judgement, boolean wasUnreadable, Scene scene) {
        boolean overwrites = file.truncated
                || (isSubstantial(file, write) && (write.offset() < file.sizeAtOpen || isInsideUnopened(file, write)));
        if ((file.existed || (file.sizeAtOpen < 0 && !file.created)) && overwrites) {
            boolean patch = !file.truncated && write.offset() > 0 && file.now == Kind.RANDOM_BODY;
            double share = patch && file.claim == Claim.DOCUMENT ? patchedDocument(judgement) : 1;
            pairing.lostInPlace(file, file.truncated ? Loss.How.TRUNCATED : Loss.How.OVERWRITTEN, share, scene);
        } else if (file.created && !wasUnreadable && file.now.isUnreadable() && !file.anonymous) {
            appeared(file, scene);
            if (!file.paired && write.length() >= PACK) {
                scene.activity().container = file;
            }
        } else if (file.created && wasUnreadable && !file.paired) {
            scene.activity().container = file;
        } else if (file.created && write.offset() == 0 && LossWeights.unreadable(file, file.path()) > 0) {
            // a compressed format under a foreign name
            files.expectOriginal(file);
        }
    }

    /** A page of a database begins with its own bookkeeping, whatever its records hold; a piece of ciphertext does not. */
    private static double patchedDocument(Judgement judgement) {
        return judgement.kind() == Kind.RANDOM_BODY ? PAGE : PATCHED_DOCUMENT;
    }

    private void appeared(FileState file, Scene scene) {
        scene.activity().madeUnreadable++;
        Activity parent = scene.activity().parent();
        if (file.now == Kind.ENCRYPTED && parent != null) {
            parent.sealedByChildNanos = scene.header().timeNanos();
        }
        FileState predecessor = file.predecessor;
        if (predecessor != null && predecessor.deleted && !predecessor.lost) {
            file.predecessor = null;
            pairing.replaced(predecessor, io.sealwatch.event.FilePath.of(file.path()), file, scene);
            if (file.lost) {
                return;
            }
        }
        pairing.appeared(file, scene);
    }

    /** A hash or a key written into a file is random, too: what is overwritten must be a good part of it. */
    private static boolean isSubstantial(FileState file, FileTransferred write) {
        return write.length() >= SUBSTANTIAL
                || 2 * write.length() >= write.file().size()
                || (write.total() >= SUBSTANTIAL && file.trickledUnreadable());
    }

    /** Nobody saw the open, but the file goes on behind what was written. */
    private static boolean isInsideUnopened(FileState file, FileTransferred write) {
        if (write.origin() == Origin.IO_URING && write.offset() < write.file().size()) {
            // submitted, not done: the size is still the one before
            return true;
        }
        return file.sizeAtOpen < 0
                && !file.created
                && (file.before.isReadable()
                        || (write.calls() == 1 && write.file().size() > write.offset() + write.length()));
    }

    private void apply(FileState file, FileTransferred write, Judgement judgement, Activity activity) {
        Kind kind = judgement.kind();
        if (write.offset() == 0) {
            file.format = judgement.format();
            if (kind == Kind.UNKNOWN) {
                return;
            }
            file.wiped = isWiping(file, write, kind);
            boolean copied = kind.isUnreadable() && kind != Kind.ENCRYPTED && isCopy(write);
            file.now = copied ? Kind.COPIED : kind;
            if (kind == Kind.FORMAT && hidesPassword(file.format, activity)) {
                file.now = Kind.ENCRYPTED;
            }
            if (file.now == Kind.ENCRYPTED && isArchive(file.format)) {
                activity.madeEncryptedArchive = true;
            }
        } else if (kind.isUnreadable()) {
            boolean open = file.now == Kind.UNKNOWN || file.now == Kind.STRUCTURED || file.now == Kind.CONSTANT;
            file.now = open ? (kind == Kind.RANDOM ? Kind.RANDOM_BODY : kind) : file.now;
        } else if (file.now == Kind.UNKNOWN) {
            file.now = kind;
        }
    }

    private boolean isCopy(FileTransferred write) {
        return !write.sample().isEmpty() && files.wasRead(headHash(write.sample()));
    }

    private static boolean isWiping(FileState file, FileTransferred write, Kind kind) {
        return kind == Kind.CONSTANT && file.existed && (write.offset() < file.sizeAtOpen || file.truncated);
    }

    /** Many programs have an option like an archiver's for a password, and zip is the body of many documents. */
    private static boolean hidesPassword(Format format, Activity activity) {
        return activity.asksForPassword && format.mayHidePassword() && (format != Format.ZIP || activity.namesArchive);
    }

    private static boolean isArchive(Format format) {
        return format == Format.ZIP_ENCRYPTED || format.mayHidePassword();
    }

    void truncated(FileTruncated truncate, Scene scene) {
        if (!truncate.succeeded() || truncate.length() != 0) {
            return;
        }
        FileState byInode = files.withInode(truncate.file());
        FileState file = byInode != null ? byInode : files.named(truncate.path());
        if (file.now != Kind.UNKNOWN) {
            file.before = file.now;
            file.now = Kind.UNKNOWN;
        }
        file.existed |= file.before != Kind.UNKNOWN || byInode == null || file.sizeAtOpen > 0;
        emptied(file, truncate.path(), scene);
        if (scene.activity().lastEmptied != file) {
            leftEmpty(scene);
        }
        file.leftEmpty = !file.lost;
        scene.activity().lastEmptied = file;
    }

    /** The process goes on to another file, or is over: what it emptied last stays empty. */
    void leftEmpty(Scene scene) {
        FileState file = scene.activity().lastEmptied;
        scene.activity().lastEmptied = null;
        if (file != null && file.leftEmpty && !file.lost && !file.deleted && file.existed) {
            pairing.leftEmpty(file, scene);
        }
    }

    private void emptied(FileState file, io.sealwatch.event.FilePath path, Scene scene) {
        file.truncated = true;
        touched(file, scene);
        if (file.existed) {
            pairing.destroyed(file, path, Loss.How.TRUNCATED, scene);
        }
    }

    void mapped(FileMapped map, Scene scene) {
        FileState file = files.opened(map.file(), map.path(), false);
        file.mapped = true;
        file.filled = true;
        file.leftEmpty = false;
        touched(file, scene);
    }

    private static FileState touched(FileState file, Scene scene) {
        file.writer = scene.activity().key();
        file.changedNanos = scene.header().timeNanos();
        return file;
    }

    private static long headHash(Sample sample) {
        long hash = sample.headLength();
        int end = Math.min(sample.headLength(), 64);
        for (int i = 0; i < end; i++) {
            hash = hash * 1_099_511_628_211L ^ sample.at(i);
        }
        hash *= 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 32;
    }
}
