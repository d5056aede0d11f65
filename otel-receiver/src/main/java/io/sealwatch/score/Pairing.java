// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.FilePath;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Lineage;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.file.FileState;
import io.sealwatch.score.file.FileTable;
import io.sealwatch.score.file.Names;
import org.jspecify.annotations.Nullable;

/**
 * Finds which new unreadable file stands for which original, and turns the two into a loss: by name first; when the names say
 * nothing, one new file of an activity against one document that it deletes.
 */
final class Pairing {
    private static final double BY_NUMBER = 0.6;
    private static final double STRANGERS = 0.3;
    private static final double EMPTIED = 0.8;
    private static final int EMPTIED_COMPANY = 2;
    private static final double IN_COMPANY = 0.4;
    private static final double VARIANT = 0.35;
    private static final double OWN_UNNAMED = 0.4;
    private static final int MOST_OF_A_STEP = 2;
    private static final long SEALED_NANOS = 600_000_000_000L;

    private final FileTable files;
    private final Lineage lineage;
    private final Charges charges;

    Pairing(FileTable files, Lineage lineage, Charges charges) {
        this.files = files;
        this.lineage = lineage;
        this.charges = charges;
    }

    /** A file has become unreadable where it lies. */
    void lostInPlace(FileState file, Loss.How how, double share, Scene scene) {
        double now = share * LossWeights.unreadable(file, file.path(), file.before);
        double content = LossWeights.content(file.before, file.claim, now);
        if (content > 0) {
            file.lost = true;
            lose(file.identity(), file.path(), file.claim, how, content, 1, Names.NONE, scene);
        }
    }

    /** A file was emptied and left so: nothing else was put into it before its process went on. */
    void leftEmpty(FileState file, Scene scene) {
        boolean company =
                file.claim == Claim.TEXT && charges.own(scene.activity()).files() >= EMPTIED_COMPANY;
        double content =
                file.claim == Claim.DOCUMENT || company ? LossWeights.content(file.before, file.claim, EMPTIED) : 0;
        if (content > 0 && !isOwn(file, scene.activity())) {
            file.lost = true;
            lose(file.identity(), file.path(), file.claim, Loss.How.EMPTIED, content, 1, Names.NONE, scene);
        }
    }

    /** A document was written over, readably as it seems, by one that made others unreadable. */
    void lostInCompany(FileState file, Loss.How how, Scene scene) {
        double content = LossWeights.content(file.before, file.claim, IN_COMPANY);
        if (content > 0 && file.claim.isUsersOwn()) {
            file.lost = true;
            lose(file.identity(), file.path(), file.claim, how, content, BY_NUMBER, Names.NONE, scene);
        }
    }

    /** A new unreadable file has its name: its original may be gone already, or go later. */
    void appeared(FileState replacement, Scene scene) {
        FileState original = files.originalOf(replacement);
        if (original != null) {
            pair(original, original.path(), replacement, Loss.How.DELETED, 1, scene);
            return;
        }
        FileState source = files.withoutExtension(replacement.path());
        if (source != null && latest(source).isUnreadable()) {
            // what could not be read before was only packed
            replacement.paired = true;
            return;
        }
        files.expectOriginal(replacement);
        scene.activity().unpaired++;
    }

    /** A new unreadable file took the place of another of the same name. */
    void replaced(@Nullable FileState original, FilePath path, FileState replacement, Scene scene) {
        String text = path.toString();
        Claim claim = original != null ? original.claim : Claim.of(Names.extension(text));
        Kind before = original != null ? latest(original) : files.kindRead(path);
        boolean wasThere = original != null || before != Kind.UNKNOWN;
        if ((!wasThere && !claim.isUsersOwn()) || (original != null && original.lost)) {
            return;
        }
        if (original != null && !claim.isUsersOwn() && isMadeAlike(original, scene.activity())) {
            return;
        }
        double content = LossWeights.content(before, claim, LossWeights.unreadable(replacement, text, before));
        if (content == 0) {
            return;
        }
        forgetUnpaired(replacement, scene.activity());
        replacement.lost = true;
        lose(replacement.identity(), text, claim, Loss.How.REPLACED, content, wasThere ? 1 : 0.6, Names.NONE, scene);
    }

    /**
     * An original was deleted or emptied.
     *
     * @param original null when nothing is known of it but its name
     * @return whether it was counted as a loss
     */
    boolean destroyed(@Nullable FileState original, FilePath path, Loss.How how, Scene scene) {
        if (original != null && original.lost) {
            return false;
        }
        String text = path.toString();
        FileState replacement = files.replacementOf(text);
        if (replacement != null && isOther(replacement, original)) {
            return pair(original, text, replacement, how, 1, scene);
        }
        FileState variant = files.variantOf(text);
        if (variant != null && isOther(variant, original)) {
            return pair(original, text, variant, how, VARIANT, scene);
        }
        return how == Loss.How.DELETED && pairByNumber(original, text, scene);
    }

    /** All of a file was overwritten with one byte, or made a hole. */
    void wiped(FileState file, Scene scene) {
        if (destroyed(file, FilePath.of(file.path()), Loss.How.WIPED, scene)) {
            return;
        }
        double content = LossWeights.content(file.before, file.claim, 1);
        if (content > 0) {
            file.lost = true;
            lose(file.identity(), file.path(), file.claim, Loss.How.WIPED, content, 1, Names.NONE, scene);
        }
    }

    private static boolean isOther(FileState replacement, @Nullable FileState original) {
        return replacement != original && !replacement.deleted;
    }

    private boolean pair(
            @Nullable FileState original, String path, FileState replacement, Loss.How how, double share, Scene scene) {
        Claim claim = original != null ? original.claim : Claim.of(Names.extension(path));
        Kind before = original != null ? latest(original) : files.kindRead(FilePath.of(path));
        double content = LossWeights.content(before, claim, LossWeights.unreadable(replacement, replacement.path()));
        Activity writer = lineage.find(replacement.writer);
        if (writer != null && !writer.isRelatedTo(scene.activity())) {
            content *= STRANGERS;
        }
        if (original != null && isOwn(original, scene.activity())) {
            content *= own(claim, share);
        }
        forgetUnpaired(replacement, writer != null ? writer : scene.activity());
        if (content == 0) {
            return false;
        }
        if (original != null) {
            original.lost = true;
        }
        long pattern = Names.NONE;
        String suffix = Suffixes.added(path, replacement.path());
        if (!suffix.isEmpty()) {
            pattern = Names.hash(suffix);
            charges.suffix(scene.activity(), suffix, scene.header());
        }
        long identity = original != null ? original.identity() : Names.hash(path);
        lose(identity, path, claim, how, content, 1, pattern, scene);
        return true;
    }

    /** The names say nothing; an activity that makes unreadable files and deletes documents one for one says enough. */
    private boolean pairByNumber(@Nullable FileState original, String path, Scene scene) {
        Claim claim = original != null ? original.claim : Claim.of(Names.extension(path));
        Activity activity = scene.activity();
        if (!claim.isUsersOwn() || (original != null && isOwn(original, activity))) {
            return false;
        }
        Loss.How how = counterpart(path, activity, scene.header().timeNanos());
        if (how == null) {
            return false;
        }
        Kind before = original != null ? latest(original) : files.kindRead(FilePath.of(path));
        double content = LossWeights.content(before, claim, BY_NUMBER);
        if (content == 0) {
            return false;
        }
        long identity = original != null ? original.identity() : Names.hash(path);
        lose(identity, path, claim, how, content, BY_NUMBER, Names.NONE, scene);
        return true;
    }

    /** What the deleted file may have gone into, null when nothing speaks for any. */
    private Loss.@Nullable How counterpart(String path, Activity activity, long timeNanos) {
        if (activity.madeEncryptedArchive) {
            return Loss.How.ARCHIVED;
        }
        if (activity.unpaired > 0) {
            activity.unpaired--;
            return Loss.How.DELETED;
        }
        Activity reader = lineage.find(files.readerOf(path));
        if (reader == null) {
            return null;
        }
        if (reader == activity) {
            FileState container = activity.container;
            return container != null && !container.deleted ? Loss.How.ARCHIVED : null;
        }
        boolean isStep = reader.madeUnreadable <= MOST_OF_A_STEP && reader.isRelatedTo(activity);
        // or it made the copies itself and has another program delete
        if (reader.unpaired > 0 && (isStep || activity.descendsFrom(reader))) {
            reader.unpaired--;
            return Loss.How.DELETED;
        }
        Activity common = reader.parent();
        if (common == null || (common != activity && common != activity.parent())) {
            return null;
        }
        return isSealed(common, reader, timeNanos) ? Loss.How.ARCHIVED : null;
    }

    /** Beside the one that read, another child made something that only its owner can open. */
    private static boolean isSealed(Activity common, Activity reader, long timeNanos) {
        return common.sealedByChildNanos >= reader.firstNanos && timeNanos - common.sealedByChildNanos < SEALED_NANOS;
    }

    /**
     * How much the loss of a file counts that the activity made itself before: databases and compilers make files from
     * files of theirs all the time, with names that vary in the extension and say nothing to users.
     */
    private static double own(Claim claim, double share) {
        double byClaim = claim.isUsersOwn() ? 1 : OWN_UNNAMED;
        return share < 1 ? byClaim * share : byClaim;
    }

    /** A file that the activity made itself is no original when only numbers speak against it. */
    private boolean isOwn(FileState original, Activity activity) {
        Activity writer = lineage.find(original.writer);
        return original.created && writer != null && activity.includes(writer);
    }

    /** The process or one beside it made it before under this name: a journal, a lock, a cache is made anew all the time. */
    private boolean isMadeAlike(FileState original, Activity activity) {
        Activity writer = lineage.find(original.writer);
        return original.created
                && writer != null
                && (activity.includes(writer) || (writer.parent() != null && writer.parent() == activity.parent()));
    }

    /** It has its original now, or is none. */
    void forgetUnpaired(FileState replacement, Activity writer) {
        if (!replacement.paired) {
            replacement.paired = true;
            writer.unpaired = Math.max(0, writer.unpaired - 1);
        }
    }

    /** Who wrote to the file last, as far as remembered. */
    Activity writerOf(FileState file, Activity otherwise) {
        Activity writer = lineage.find(file.writer);
        return writer != null ? writer : otherwise;
    }

    private static Kind latest(FileState original) {
        return original.now != Kind.UNKNOWN ? original.now : original.before;
    }

    void lose(
            long identity,
            String path,
            Claim claim,
            Loss.How how,
            double content,
            double destruction,
            long pattern,
            Scene scene) {
        long common = pattern;
        if (common == Names.NONE && !scene.process().executable().isEmpty()) {
            common = Names.hash(scene.process().executable().toString());
        }
        Loss loss = new Loss(identity, path, claim, how, content, destruction);
        charges.charge(scene.activity(), loss, common, scene.header());
    }
}
