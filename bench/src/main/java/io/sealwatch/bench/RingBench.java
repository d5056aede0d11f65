// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.bench;

import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Walks the bytes of a ring that the kernel filled ({@code drain} dumps them) as the agent does. Time per record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBench {
    /** Records in the dump; {@code bench/run} makes it of this size. */
    public static final int RECORDS = 100_000;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RECORD_HEADER = 8;
    private static final int PROCESSES = 16_384;

    /** File with the ring's data. */
    @Param("/dev/shm/sealwatch-bench.ring")
    public String dump = "";

    private ByteBuffer data = ByteBuffer.allocate(0);
    private final EveryField everyField = new EveryField();
    private RecordHandler flagging = (buffer, at, length) -> {};

    /** Maps the dump and makes a pipeline that flags and shows nothing. */
    @Setup
    public void open() throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(dump), StandardOpenOption.READ)) {
            data = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
        }
        Flagging flags = new Flagging(FlagSettings.DEFAULT, PROCESSES);
        ProcessTable table = new ProcessTable(PROCESSES, Duration.ofSeconds(5).toNanos(), flags);
        flagging = new Pipeline(table, new NoProcesses(), flags, 0, List.of(), List.of());
        if (walk(flagging) != RECORDS) {
            throw new IllegalStateException(dump + " does not hold " + RECORDS + " records; make it with bench/run");
        }
    }

    /** Every field of every record, read in place. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long readEveryField() {
        walk(everyField);
        return everyField.sum();
    }

    /** Process table, counters, patterns: up to the flag. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int flagEveryRecord() {
        return walk(flagging);
    }

    private int walk(RecordHandler handler) {
        ByteBuffer buffer = data;
        int end = buffer.limit();
        int records = 0;
        int at = 0;
        while (at < end) {
            int length = (int) INT.getAcquire(buffer, at);
            handler.onRecord(buffer, at + RECORD_HEADER, length);
            at += length + RECORD_HEADER + 7 & ~7;
            records++;
        }
        return records;
    }

    private static final class NoProcesses implements ProcessSource {
        @Override
        public List<ProcessSnapshot> all() {
            return List.of();
        }

        @Override
        public Optional<ProcessSnapshot> find(int pid) {
            return Optional.empty();
        }
    }
}
