// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * Read-only opens of one process that were counted in the kernel instead of reported one by one.
 *
 * @param count opens since firstNanos, the failed ones included
 * @param failed how many of them failed
 * @param firstNanos boot clock, the first of them
 */
public record OpensCounted(Header header, long count, long failed, long firstNanos) implements FileEvent {
    @Override
    public EventKind kind() {
        return EventKind.FILE_OPENS;
    }

    @Override
    public FilePath path() {
        return FilePath.EMPTY;
    }

    @Override
    public FileIdentity file() {
        return FileIdentity.UNKNOWN;
    }

    @Override
    public Origin origin() {
        return Origin.SYSCALL;
    }
}
