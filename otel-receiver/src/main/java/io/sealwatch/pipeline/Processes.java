// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.Event;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.process.SlotMap;
import io.sealwatch.wire.RecordView;
import org.jspecify.annotations.Nullable;

/** Which process a record belongs to. */
final class Processes {
    private final ProcessTable table;
    private final ProcessSource source;
    private final ContainerIds containers;

    Processes(ProcessTable table, ProcessSource source) {
        this.table = table;
        this.source = source;
        this.containers = new ContainerIds(source);
    }

    int slot(RecordView view, @Nullable Event event) {
        table.expire(view.timeNanos());
        if (event instanceof ProcessExecuted exec) {
            table.executed(exec, containers.of(exec.header(), table));
        } else if (event instanceof ProcessForked fork) {
            introduce(view);
            table.forked(fork);
        }
        return introduce(view);
    }

    private int introduce(RecordView view) {
        long key = view.processKey();
        int slot = table.find(key);
        return slot != SlotMap.NONE ? slot : table.put(unknown(view, key));
    }

    private ProcessSnapshot unknown(RecordView view, long packedKey) {
        Header header = view.header();
        return source.find(header.process().pid())
                .filter(found -> found.key().packed() == packedKey)
                .orElseGet(() ->
                        ProcessSnapshot.bare(header.process(), header.parentPid(), header.comm(), header.userId()));
    }

    /** What is known of the process of an event of the sensor, without asking anybody. */
    ProcessSnapshot known(Header header) {
        return table.find(header.process())
                .orElseGet(() ->
                        ProcessSnapshot.bare(header.process(), header.parentPid(), header.comm(), header.userId()));
    }

    ProcessSnapshot snapshot(int slot) {
        return table.snapshot(slot);
    }

    void exited(RecordView view) {
        table.exited(view.processKey(), view.timeNanos());
    }
}
