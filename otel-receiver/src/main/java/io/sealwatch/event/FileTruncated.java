// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A file was cut or extended to a length.
 *
 * @param errno 0 or the positive errno
 * @param length bytes asked for
 */
public record FileTruncated(Header header, int errno, FileIdentity file, FilePath path, long length, Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return EventKind.FILE_TRUNCATE;
    }
}
