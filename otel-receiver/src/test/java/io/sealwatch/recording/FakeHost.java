// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.event.EventKind;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.process.ProcessSnapshot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ring with given records that loses something every few polls, and a host that answers differently each time. */
final class FakeHost implements EventSource, ProcessSource {
    private static final int PER_POLL = 10;

    private final List<byte[]> records;
    private int at;
    private long lost;
    private int questions;

    FakeHost(List<byte[]> records) {
        this.records = records;
    }

    @Override
    public int poll(RecordHandler handler, Duration maxWait) {
        if (at == records.size()) {
            return -1;
        }
        int end = Math.min(records.size(), at + PER_POLL);
        int handed = end - at;
        for (; at < end; at++) {
            byte[] record = records.get(at);
            ByteBuffer ring = ByteBuffer.allocate(record.length + 64).order(ByteOrder.LITTLE_ENDIAN);
            ring.put(32, record);
            handler.onRecord(ring, 32, record.length);
        }
        if (at % (3 * PER_POLL) == 0) {
            lost += 7;
        }
        return handed;
    }

    @Override
    public void stop() {
        at = records.size();
    }

    @Override
    public SourceAccounts accounts() {
        return new SourceAccounts(
                Map.of(EventKind.FILE_OPEN, at + lost), lost == 0 ? Map.of() : Map.of(EventKind.FILE_OPEN, lost));
    }

    @Override
    public List<ProcessSnapshot> all() {
        return List.of(process(1), process(2));
    }

    @Override
    public Optional<ProcessSnapshot> find(int pid) {
        questions++;
        return pid % 3 == 0 ? Optional.empty() : Optional.of(process(pid));
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private ProcessSnapshot process(int pid) {
        return new ProcessSnapshot(
                new ProcessKey(pid, 100 + pid),
                1,
                "name " + questions,
                FilePath.of(new byte[] {'/', 'b', (byte) 0xFE}),
                List.of("a", "", "\u00fc " + questions),
                FilePath.of("/home"),
                1000,
                pid % 2 == 0 ? "c0ffee" : "");
    }
}
