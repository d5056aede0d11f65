// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.file;

import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.Format;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.content.Trickle;
import org.jspecify.annotations.Nullable;

/** What is remembered of one file that is being changed. */
public final class FileState {
    /** Hash of (device, inode), {@link Names#NONE} when unknown. */
    long inodeKey;

    /** Hash of the path under which it was last seen. */
    long pathKey;

    /** The path under which it was last seen. */
    String path = "";

    /** Bytes it had when it was last opened for writing, -1 when unknown. */
    public long sizeAtOpen = -1;

    /** It was there before it was opened for writing: something can be lost. */
    public boolean existed;

    /** It was made, rather than found, by the process in {@link #writer}. */
    public boolean created;

    /** Something was written to it or through a mapping of it, seen or not. */
    public boolean filled;

    /** It was cut to nothing since it was opened or written. */
    public boolean truncated;

    /** It was cut to nothing by a call of its own, and nothing was put into it since. */
    public boolean leftEmpty;

    /** Its last name is gone. */
    public boolean deleted;

    /** It was counted as a loss already. */
    public boolean lost;

    /** As a new file it was paired with an original, or found to be a converted copy of one. */
    public boolean paired;

    /** It has no name yet (O_TMPFILE). */
    public boolean anonymous;

    /** It is mapped shared and writable: it can be changed without a call. */
    public boolean mapped;

    /** What it was before it was opened for writing. */
    public Kind before = Kind.UNKNOWN;

    /** What was written to it since. */
    public Kind now = Kind.UNKNOWN;

    /** The known format that was written to its start. */
    public Format format = Format.NONE;

    /** What its first name claimed. */
    public Claim claim = Claim.NONE;

    /** Bytes of one value were written over it from the start. */
    public boolean wiped;

    /** Packed key of the process that wrote to it last, 0 when none was seen. */
    public long writer;

    /** Boot clock of the last change. */
    public long changedNanos;

    /** Older file with the same name that was deleted, replaced or moved away. */
    public @Nullable FileState predecessor;

    /** Writes to it that were too small to judge, null when there were none. */
    private @Nullable Trickle trickle;

    FileState() {}

    /** Made when the first small write comes. */
    public Trickle trickle() {
        Trickle made = trickle;
        if (made == null) {
            made = new Trickle();
            trickle = made;
        }
        return made;
    }

    /** Small writes made a good part of it unreadable. */
    public boolean trickledUnreadable() {
        return trickle != null && trickle.isUnreadable();
    }

    public String path() {
        return path;
    }

    /** Whether this is the name it was last seen under, and not a further link to it. */
    public boolean isKnownAs(io.sealwatch.event.FilePath name) {
        return path.equals(name.toString());
    }

    /** Stands for the original when losses are counted as distinct files. */
    public long identity() {
        return inodeKey != Names.NONE ? inodeKey : pathKey;
    }

    /** It is opened for writing: what it is now is what it will have been. */
    public void reopened(long size) {
        if (now != Kind.UNKNOWN) {
            before = now;
            now = Kind.UNKNOWN;
            // readable again since it was counted: it can be lost again
            lost &= !before.isReadable();
        }
        if (created && !filled && size > 0 && before == Kind.UNKNOWN) {
            // made at its full size and never written: space for a download, nothing to lose
            before = Kind.CONSTANT;
        }
        sizeAtOpen = size;
        trickle = null;
        truncated = false;
        existed |= size > 0;
        created &= size == 0;
    }
}
