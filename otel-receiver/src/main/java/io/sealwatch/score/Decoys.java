// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileMapped;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which files are decoys: by inode, which a new name does not change, and by path, which is all that a deletion has. */
public final class Decoys {
    /** None is planted. */
    public static final Decoys NONE = builder().build();

    private final Set<String> paths;
    private final long[] inodes;

    private Decoys(Set<String> paths, long[] inodes) {
        this.paths = paths;
        this.inodes = inodes;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether the event changed a decoy. Opening and reading do not count, nor does a call that failed. */
    public boolean isChangedBy(Event event) {
        return !changedBy(event).isEmpty();
    }

    /** The decoy that the event changed, under the name it had; empty when it changed none. */
    FilePath changedBy(Event event) {
        if (paths.isEmpty() || !event.succeeded()) {
            return FilePath.EMPTY;
        }
        if (event instanceof FileRenamed rename && has(rename.previousPath())) {
            return rename.previousPath();
        }
        if (event instanceof FileEvent file && changes(file) && is(file.file(), file.path())) {
            return file.path();
        }
        return FilePath.EMPTY;
    }

    private static boolean changes(FileEvent event) {
        return event instanceof FileTransferred transfer && transfer.written()
                || event instanceof FileOpened open && open.truncates()
                || event instanceof FileRenamed
                || event instanceof FileDeleted
                || event instanceof FileTruncated
                || event instanceof FileMapped;
    }

    private boolean is(FileIdentity file, FilePath path) {
        return has(path) || (file.isKnown() && Arrays.binarySearch(inodes, key(file.inode(), file.device())) >= 0);
    }

    private boolean has(FilePath path) {
        return paths.contains(path.toString());
    }

    private static long key(long inode, int device) {
        return inode * 0x9E3779B97F4A7C15L + device;
    }

    /** Collects what was planted. */
    public static final class Builder {
        private final Set<String> paths = new HashSet<>();
        private final Set<Long> inodes = new HashSet<>();

        private Builder() {}

        /**
         * @param path absolute
         * @param inode of the file
         * @param device the kernel's number, as in {@link FileIdentity#device()}
         */
        public Builder add(String path, long inode, int device) {
            paths.add(path);
            inodes.add(key(inode, device));
            return this;
        }

        public Decoys build() {
            return new Decoys(
                    Set.copyOf(paths),
                    inodes.stream().mapToLong(Long::longValue).sorted().toArray());
        }
    }
}
