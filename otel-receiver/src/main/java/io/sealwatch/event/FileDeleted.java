// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A name of a file, or an empty directory, was removed.
 *
 * @param errno 0 or the positive errno
 * @param directory rmdir, which takes no data with it
 */
public record FileDeleted(Header header, int errno, FileIdentity file, FilePath path, boolean directory, Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return directory ? EventKind.DIRECTORY_DELETE : EventKind.FILE_DELETE;
    }
}
