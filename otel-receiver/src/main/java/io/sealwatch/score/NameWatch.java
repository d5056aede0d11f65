// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.file.FileState;
import io.sealwatch.score.file.FileTable;
import io.sealwatch.score.file.Names;
import org.jspecify.annotations.Nullable;

/** Follows what becomes of the names of each file: renames, links, deletions. */
final class NameWatch {
    private static final int RENAME_EXCHANGE = 2;
    private static final double MAPPED_CONTENT = 0.5;

    private final FileTable files;
    private final Pairing pairing;
    private final Charges charges;

    NameWatch(FileTable files, Pairing pairing, Charges charges) {
        this.files = files;
        this.pairing = pairing;
        this.charges = charges;
    }

    void renamed(FileRenamed rename, Scene scene) {
        if (!rename.succeeded()) {
            return;
        }
        FilePath from = rename.previousPath();
        FilePath to = rename.path();
        String suffix = Suffixes.added(from.toString(), to.toString());
        FileState file = files.withName(from);
        FileState target = files.withName(to);
        if (!suffix.isEmpty()) {
            charges.suffix(scene.activity(), suffix, scene.header());
        }
        if (file == null || file.deleted) {
            file = files.named(from);
            file.deleted = false;
            file.existed = true;
        }
        if ((file.now.isUnreadable() || file.now == Kind.COPIED) && file.created && !file.lost) {
            tookPlace(file, target, to, scene);
        } else if (file.mapped && !file.lost && !suffix.isEmpty()) {
            file.lost = true;
            lostThroughMemory(file, scene);
        }
        move(rename, file, target, from, to);
        if (file.now.isUnreadable() && file.created && !file.lost && !file.paired) {
            files.expectOriginal(file);
        }
    }

    private void tookPlace(FileState file, @Nullable FileState target, FilePath to, Scene scene) {
        FileState original = target == null || target.deleted || target == file ? null : target;
        pairing.replaced(original, to, file, scene);
    }

    private void lostThroughMemory(FileState file, Scene scene) {
        double content = MAPPED_CONTENT * LossWeights.content(file.before, file.claim, 1);
        pairing.lose(file.identity(), file.path(), file.claim, Loss.How.MAPPED, content, 1, Names.NONE, scene);
    }

    private void move(FileRenamed rename, FileState file, @Nullable FileState target, FilePath from, FilePath to) {
        if (target != null && target != file) {
            if ((rename.renameFlags() & RENAME_EXCHANGE) != 0) {
                files.moved(file, to);
                files.linked(target, from);
                return;
            }
            files.deleted(target);
        }
        files.moved(file, to);
    }

    void linked(FileLinked link, Scene scene) {
        if (!link.succeeded() || link.symbolic()) {
            return;
        }
        FileState known = files.withName(link.previousPath());
        FileState anonymous = scene.activity().lastAnonymous;
        FileState file = known != null ? known : anonymous;
        if (file == null) {
            return;
        }
        FileState before = files.withName(link.path());
        if (file.anonymous || (file.created && file.now.isUnreadable())) {
            scene.activity().lastAnonymous = null;
            files.linked(file, link.path());
            file.claim = file.claim == Claim.NONE ? Claim.of(Names.extension(file.path())) : file.claim;
            if (file.now.isUnreadable() && !file.lost) {
                if (before != null && before.deleted) {
                    pairing.replaced(before, link.path(), file, scene);
                }
                if (!file.lost) {
                    pairing.appeared(file, scene);
                }
            }
        } else {
            files.alias(file, link.path());
        }
    }

    void deleted(FileDeleted delete, Scene scene) {
        if (!delete.succeeded() || delete.directory()) {
            return;
        }
        FilePath path = delete.path();
        FileState file = files.withName(path);
        if (file != null && file.isKnownAs(path)) {
            if (file.created && file.now.isUnreadable() && !file.lost) {
                pairing.forgetUnpaired(file, pairing.writerOf(file, scene.activity()));
                files.deleted(file);
                return;
            }
            if (file.wiped && !file.lost && file.existed) {
                wiped(file, scene);
            }
        }
        if (file != null && !file.isKnownAs(path)) {
            files.aliasDeleted(file, path);
            return;
        }
        boolean counted = pairing.destroyed(file, path, Loss.How.DELETED, scene);
        Claim claim = file != null ? file.claim : Claim.of(Names.extension(path.toString()));
        if (!counted) {
            explain(path, scene.activity());
        }
        if (file != null || claim.isUsersOwn()) {
            files.deleted(files.named(path));
        }
    }

    private void wiped(FileState file, Scene scene) {
        double content = LossWeights.content(file.before, file.claim, 1);
        if (content > 0) {
            file.lost = true;
            pairing.lose(file.identity(), file.path(), file.claim, Loss.How.WIPED, content, 1, Names.NONE, scene);
        }
    }

    /** The reverse of compressing: what is deleted was the source of a new file with its name less an extension. */
    private void explain(FilePath path, Activity activity) {
        FileState product = files.withoutExtension(path.toString());
        if (product != null && product.created && product.now != Kind.UNKNOWN && !product.deleted) {
            pairing.forgetUnpaired(product, activity);
        }
    }
}
