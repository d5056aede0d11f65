// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * Bytes were written to or read from a regular file. The first transfer on each open file is reported, then a sample.
 *
 * @param written true for a write, false for a read
 * @param errno 0 or the positive errno
 * @param offset bytes from the start of the file
 * @param length bytes moved by this call
 * @param calls transfers on this open file so far, this one included
 * @param total bytes moved on this open file so far
 */
public record FileTransferred(
        Header header,
        boolean written,
        int errno,
        FileIdentity file,
        FilePath path,
        long offset,
        long length,
        long calls,
        long total,
        Sample sample,
        Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return written ? EventKind.FILE_WRITE : EventKind.FILE_READ;
    }
}
