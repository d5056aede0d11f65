// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.Origin;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.activity.Ledger;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.file.Names;
import org.jspecify.annotations.Nullable;

/**
 * Evidence from names alone, for sources that show neither content nor which file it is: the recordings of the seed. A note
 * that is left in every folder, and copies with a new suffix whose originals are deleted.
 *
 * <p>What was opened and made is remembered in two tables of fixed size, made when the first such event comes: a live
 * sensor never needs them.
 */
final class BareWatch {
    private static final int REMEMBERED = 1 << 16;

    private final Charges charges;
    private long @Nullable [] opened;
    private long @Nullable [] copied;

    BareWatch(Charges charges) {
        this.charges = charges;
    }

    /** Whether an open that was done says no more than a name. */
    static boolean isBare(FileOpened open) {
        return open.succeeded()
                && open.origin() == Origin.SYSCALL
                && !open.file().isKnown();
    }

    void opened(FileOpened open, Scene scene) {
        if (scene.header().truncated()) {
            return;
        }
        String path = open.path().toString();
        long actor = scene.activity().key();
        if (open.kind() == EventKind.FILE_OPEN) {
            boolean folder = path.length() > 1 && path.endsWith("/");
            remember(openedNames(), actor, Names.hash(path, 0, path.length() - (folder ? 1 : 0)));
            return;
        }
        expectOriginal(path, scene);
        int nameAt = Names.nameAt(path);
        boolean listed = nameAt > 0 && isRemembered(opened, actor, Names.hash(path, 0, Math.max(1, nameAt - 1)));
        Ledger ledger = charges.own(scene.activity());
        ledger.addLeftName(path, listed, scene.header().timeNanos());
        charges.judge(scene.activity(), scene.header());
    }

    /** Whether the deletion was the last step of replacing a file by a copy with a suffix. */
    boolean deleted(String path, Scene scene) {
        long[] copies = copied;
        Activity activity = scene.activity();
        if (copies == null || scene.header().truncated() || !isRemembered(copies, activity.key(), Names.hash(path))) {
            return false;
        }
        forget(copies, activity.key(), Names.hash(path));
        Claim claim = Claim.of(Names.extension(path));
        Loss loss = new Loss(Names.hash(path), path, claim, Loss.How.SUPERSEDED, 0, 1);
        charges.charge(activity, loss, Names.NONE, scene.header());
        return true;
    }

    /** A new name that is an opened one with a suffix which no known sort of program gives, or which says that it is secret. */
    private void expectOriginal(String path, Scene scene) {
        int dot = Names.dotAt(path);
        Claim suffix = Claim.of(Names.extension(path));
        if (dot == path.length() || (suffix != Claim.NONE && suffix != Claim.ENCRYPTED)) {
            return;
        }
        long actor = scene.activity().key();
        long original = Names.hash(path, 0, dot);
        if (isRemembered(opened, actor, original)) {
            remember(copiedNames(), actor, original);
            charges.own(scene.activity())
                    .addSuffix(path.substring(dot), scene.header().timeNanos());
        }
    }

    private long[] openedNames() {
        long[] made = opened == null ? new long[REMEMBERED] : opened;
        opened = made;
        return made;
    }

    private long[] copiedNames() {
        long[] made = copied == null ? new long[REMEMBERED] : copied;
        copied = made;
        return made;
    }

    private static long mixed(long actor, long name) {
        long mixed = (actor * 31 + name) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }

    private static void remember(long[] table, long actor, long name) {
        long entry = mixed(actor, name);
        table[(int) entry & REMEMBERED - 1] = entry;
    }

    private static void forget(long[] table, long actor, long name) {
        table[(int) mixed(actor, name) & REMEMBERED - 1] = 0;
    }

    private static boolean isRemembered(long @Nullable [] table, long actor, long name) {
        long entry = mixed(actor, name);
        return table != null && table[(int) entry & REMEMBERED - 1] == entry;
    }
}
