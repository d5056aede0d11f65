// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileTransferred;
import java.util.HashSet;
import java.util.Set;

/** Which files, directories and extensions an episode has changed, and how many bytes it moved. Bounded. */
final class FileTally {
    private final LongTable files;
    private final LongTable totals;
    private final Set<String> directories = new HashSet<>();
    private final Set<String> extensions = new HashSet<>();
    private long bytesRead;
    private long bytesWritten;

    FileTally(int maxFiles) {
        this.files = new LongTable(maxFiles);
        this.totals = new LongTable(2 * maxFiles);
    }

    void changed(FileEvent event) {
        if (files.isFull() || files.put(keyOf(event), 1) != 0 || event.path().isEmpty()) {
            return;
        }
        directories.add(event.path().directory());
        if (!event.path().extension().isEmpty()) {
            extensions.add(event.path().extension());
        }
    }

    /** A transfer says how much its open file has moved so far; what is new since the last report is added. */
    void moved(FileTransferred transfer) {
        long key = keyOf(transfer) * 2 + (transfer.written() ? 1 : 0);
        long before = totals.put(key, transfer.total());
        long added = transfer.total() >= before ? transfer.total() - before : transfer.total();
        if (transfer.written()) {
            bytesWritten += added;
        } else {
            bytesRead += added;
        }
    }

    long bytesRead() {
        return bytesRead;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    long files() {
        return files.size();
    }

    long directories() {
        return directories.size();
    }

    long extensions() {
        return extensions.size();
    }

    private static long keyOf(FileEvent event) {
        return event.file().isKnown()
                ? event.file().inode() * 31 + event.file().device()
                : event.path().hashCode();
    }
}
