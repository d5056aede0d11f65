// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** One thing done to a file, as the workload says it and as the sensor saw it: the two must be equal. */
record Deed(EventKind kind, int pid, int thread, int errno, FilePath path, FilePath previous) {
    static Deed said(JsonNode line) {
        return new Deed(
                EventKind.valueOf(line.get("kind").asText()),
                line.get("pid").asInt(),
                line.get("tid").asInt(),
                line.get("errno").asInt(),
                path(line, "path"),
                path(line, "previous"));
    }

    private static FilePath path(JsonNode line, String key) {
        return line.has(key) ? FilePath.of(HexFormat.of().parseHex(line.get(key).asText())) : FilePath.EMPTY;
    }

    static Deed seen(FileEvent event) {
        FilePath previous = FilePath.EMPTY;
        if (event instanceof FileRenamed renamed) {
            previous = renamed.previousPath();
        } else if (event instanceof FileLinked linked) {
            previous = linked.previousPath();
        }
        return new Deed(
                event.kind(),
                event.header().process().pid(),
                event.header().threadId(),
                event.errno(),
                event.path(),
                previous);
    }

    static List<Deed> said(LiveRun run) {
        return run.said().stream().map(Deed::said).toList();
    }

    /** Of these kinds, by the workload's process, below its directory. */
    static List<Deed> seen(LiveRun run, Set<EventKind> kinds, String below) {
        return run.eventsOf(Set.of(run.pid())).stream()
                .filter(event -> kinds.contains(event.kind()))
                .map(FileEvent.class::cast)
                .filter(event -> event.path().toString().startsWith(below))
                .map(Deed::seen)
                .toList();
    }
}
