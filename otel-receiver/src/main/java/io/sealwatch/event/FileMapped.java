// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A file was mapped shared and writable: it can be changed from now on without a further system call.
 *
 * @param length bytes mapped
 * @param protection PROT_*
 * @param mapFlags MAP_*
 */
public record FileMapped(
        Header header, FileIdentity file, FilePath path, long length, int protection, int mapFlags, Origin origin)
        implements FileEvent {
    @Override
    public EventKind kind() {
        return EventKind.FILE_MMAP;
    }
}
