// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Processes by their stable id, made into trees by their parents. */
final class ProcessForest {
    private static final int MOST = 20_000;

    private final Map<String, ProcessEntry> entries = new LinkedHashMap<>();
    private long notKept;

    void add(Line line) {
        String id = line.text(Attribute.PROCESS_ENTITY_ID);
        if (id.isEmpty()) {
            return;
        }
        ProcessEntry entry = entries.get(id);
        if (entry == null) {
            if (entries.size() == MOST) {
                notKept++;
                return;
            }
            entry = new ProcessEntry(line);
            entries.put(id, entry);
        }
        entry.add(line);
    }

    /** Records of processes beyond the bound. */
    long notKept() {
        return notKept;
    }

    int size() {
        return entries.size();
    }

    /** The processes without a known parent, oldest first. Call once, when all records were added. */
    List<ProcessEntry> roots() {
        List<ProcessEntry> inOrder = new ArrayList<>(entries.values());
        inOrder.sort(Comparator.comparingLong(ProcessEntry::first));
        Map<Long, ProcessEntry> newestByPid = new HashMap<>();
        List<ProcessEntry> roots = new ArrayList<>();
        for (ProcessEntry entry : inOrder) {
            // A pid is given again after some time: the parent is the newest that had it before.
            @Nullable ProcessEntry parent = newestByPid.get(entry.parentPid());
            if (parent == null || entry.parentPid() == entry.pid()) {
                roots.add(entry);
            } else {
                parent.children().add(entry);
            }
            newestByPid.put(entry.pid(), entry);
        }
        return roots;
    }
}
