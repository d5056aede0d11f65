// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.bench;

import io.sealwatch.event.FilePath;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.wire.RecordBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records as they lie in the ring: writes with a sample and renames by twenty processes, turn about. */
final class RingRecords {
    static final int COUNT = 4096;
    private static final int PROCESSES = 20;
    private static final int FIRST_PID = 1000;
    private static final int TABLE = 16_384;

    private final ByteBuffer bytes;
    private final int[] starts = new int[COUNT + 1];

    RingRecords() {
        Synthetic events = new Synthetic();
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int pid = FIRST_PID + i % PROCESSES;
            String file = "/home/anna/Documents/report-" + i + ".odt";
            Observation observation =
                    i % 2 == 0 ? events.write(pid, 900, i, file) : events.rename(pid, 900, i, file, file + ".locked");
            all.add(RecordBuilder.build(observation.event()));
            starts[i + 1] = starts[i] + all.get(i).length;
        }
        bytes = ByteBuffer.allocateDirect(starts[COUNT]).order(ByteOrder.LITTLE_ENDIAN);
        all.forEach(bytes::put);
    }

    /** Some more records go down the path. */
    void give(Pipeline pipeline, int from, int to) {
        for (int number = from; number < to; number++) {
            int at = number % COUNT;
            pipeline.onRecord(bytes, starts[at], starts[at + 1] - starts[at]);
        }
    }

    static Pipeline pipeline(Sink... sinks) {
        Flagging flagging = new Flagging(FlagSettings.DEFAULT, TABLE);
        ProcessTable table = new ProcessTable(TABLE, Duration.ofSeconds(5).toNanos(), flagging);
        return new Pipeline(table, new Known(), flagging, Synthetic.HOST.bootEpochNanos(), List.of(), List.of(sinks));
    }

    /** Each of them once. */
    List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        Pipeline pipeline = pipeline(new Sink() {
            @Override
            public void accept(Observation observation) {
                all.add(observation);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        give(pipeline, 0, COUNT);
        if (all.size() != COUNT) {
            throw new IllegalStateException(all.size() + " observations of " + COUNT + " records");
        }
        return all;
    }

    private static final class Known implements ProcessSource {
        @Override
        public List<ProcessSnapshot> all() {
            return List.of();
        }

        @Override
        public Optional<ProcessSnapshot> find(int pid) {
            return Optional.of(new ProcessSnapshot(
                    Synthetic.key(pid),
                    900,
                    "worker",
                    FilePath.of("/usr/bin/worker"),
                    List.of("worker", "--all", "/home"),
                    FilePath.of("/home"),
                    1000,
                    ""));
        }
    }
}
