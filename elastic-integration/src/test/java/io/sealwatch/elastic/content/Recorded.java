// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What the real sensor said of the proving ground's workloads ({@code ./sealwatch prove --record}). */
final class Recorded {

    static final Path FOLDER = Sources.SCENES.resolve("recorded");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /** @param kind attack or benign */
    static List<String> workloads(String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            return files.map(file -> file.getFileName().toString().replace(".ndjson.gz", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flat records of one workload, each on a host of that name: the collector would add whose events they are. */
    static List<ObjectNode> events(String kind, String workload) {
        return read(FOLDER.resolve(kind).resolve(workload + ".ndjson.gz"), workload);
    }

    static List<ObjectNode> read(Path file, String host) {
        List<ObjectNode> events = new ArrayList<>();
        try (var lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(JSON.readValue(line, ObjectNode.class)
                        .put("host.name", host)
                        .put("host.id", host));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
