// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A file got a further name, or a symbolic link was made.
 *
 * @param errno 0 or the positive errno
 * @param previousPath the name that was there; for a symbolic link its uninterpreted target
 * @param path the new name
 */
public record FileLinked(
        Header header,
        int errno,
        FileIdentity file,
        FilePath previousPath,
        FilePath path,
        boolean symbolic,
        Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return symbolic ? EventKind.FILE_SYMLINK : EventKind.FILE_LINK;
    }
}
