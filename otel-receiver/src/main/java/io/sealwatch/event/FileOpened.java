// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A file was opened, or could not be.
 *
 * @param errno 0 or the positive errno
 * @param openFlags O_* as Linux numbers them
 * @param created the open made the file; O_CREAT alone does not say so
 * @param file the file, unknown when the open failed
 * @param path absolute where it could be resolved
 */
public record FileOpened(
        Header header, int errno, int openFlags, boolean created, FileIdentity file, FilePath path, Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return (openFlags & O_CREAT) != 0 ? EventKind.FILE_CREATE : EventKind.FILE_OPEN;
    }

    private static final int O_ACCMODE = 3;
    private static final int O_CREAT = 0100;
    private static final int O_TRUNC = 01000;

    /** Opened for writing in some way. */
    public boolean writable() {
        return (openFlags & O_ACCMODE) != 0;
    }

    /** What was in the file is gone. */
    public boolean truncates() {
        return (openFlags & O_TRUNC) != 0;
    }
}
