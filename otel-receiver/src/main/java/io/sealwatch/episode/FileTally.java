// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileTransferred;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which files, directories and extensions an episode has changed, and how many bytes it moved. Bounded. */
final class FileTally {
    private final int maxFiles;
    private final Set<Long> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();
    private final Set<String> extensions = new HashSet<>();
    private final Map<Long, Long> totals = new HashMap<>();
    private long bytesRead;
    private long bytesWritten;

    FileTally(int maxFiles) {
        this.maxFiles = maxFiles;
    }

    void changed(FileEvent event) {
        if (files.size() >= maxFiles || !files.add(keyOf(event)) || event.path().isEmpty()) {
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
        long before = totals.getOrDefault(key, 0L);
        long added = transfer.total() >= before ? transfer.total() - before : transfer.total();
        if (before > 0 || totals.size() < 2 * maxFiles) {
            totals.put(key, transfer.total());
        }
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
