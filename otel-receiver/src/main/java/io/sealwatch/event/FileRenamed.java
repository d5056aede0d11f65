// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A file got another name.
 *
 * @param errno 0 or the positive errno
 * @param previousPath the name it had
 * @param path the name it has now
 * @param renameFlags RENAME_*
 */
public record FileRenamed(
        Header header,
        int errno,
        FileIdentity file,
        FilePath previousPath,
        FilePath path,
        int renameFlags,
        Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return EventKind.FILE_RENAME;
    }
}
