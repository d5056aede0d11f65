// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.event.EventKind;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.pipeline.SourceAccounts;
import io.sealwatch.process.ProcessSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Processes and accounts as bytes, and back. Reading throws IllegalArgumentException when they make no sense. */
final class Snapshots {
    private Snapshots() {}

    static void write(ProcessSnapshot process, FrameBuffer out) {
        out.putInt(process.key().pid())
                .putLong(process.key().startTicks())
                .putInt(process.parentPid())
                .putInt(process.userId())
                .putText(process.name())
                .putBytes(process.executable().bytes())
                .putBytes(process.directory().bytes())
                .putText(process.containerId())
                .putInt(process.arguments().size());
        process.arguments().forEach(out::putText);
    }

    static ProcessSnapshot readProcess(ByteBuffer in) {
        ProcessKey key = new ProcessKey(in.getInt(), in.getLong());
        int parentPid = in.getInt();
        int userId = in.getInt();
        String name = Frames.text(in);
        FilePath executable = FilePath.of(Frames.bytes(in));
        FilePath directory = FilePath.of(Frames.bytes(in));
        String containerId = Frames.text(in);
        List<String> arguments = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            arguments.add(Frames.text(in));
        }
        return new ProcessSnapshot(key, parentPid, name, executable, arguments, directory, userId, containerId);
    }

    static void write(SourceAccounts accounts, FrameBuffer out) {
        writeCounts(accounts.produced(), out);
        writeCounts(accounts.lost(), out);
        writeCounts(accounts.missed(), out);
    }

    static SourceAccounts readAccounts(ByteBuffer in) {
        Map<EventKind, Long> produced = readCounts(in);
        Map<EventKind, Long> lost = readCounts(in);
        // Recordings of earlier versions end here.
        return new SourceAccounts(produced, lost, in.hasRemaining() ? readCounts(in) : Map.of());
    }

    private static void writeCounts(Map<EventKind, Long> counts, FrameBuffer out) {
        out.putInt(counts.size());
        counts.forEach((kind, count) -> out.putText(kind.name()).putLong(count));
    }

    private static Map<EventKind, Long> readCounts(ByteBuffer in) {
        Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
        for (int left = in.getInt(); left > 0; left--) {
            counts.put(EventKind.valueOf(Frames.text(in)), in.getLong());
        }
        return counts;
    }
}
