// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The whole sensor beside a container: what {@code contained.c} does in there must come with the container's id, the paths as
 * the container sees them, and the inodes as the host does. Its libcrypto is in no folder of the host.
 */
final class ContainersStep implements GuestStep {
    private static final String ID = "5ea1" + "0c0de".repeat(12);
    private static final Path IMAGE = Path.of("/sealwatch/image");
    private static final String LAST = "crypto.init";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long SETTLE_MILLIS = 500;

    private final String strategy;

    ContainersStep(String strategy) {
        this.strategy = strategy;
    }

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        Path layers = guest.directory("layers");
        prepare(layers);
        Process runtime = guest.start("container", layers.toString(), ID, "/bin/contained");
        try (BufferedReader said = runtime.inputReader(StandardCharsets.UTF_8);
                Writer go = new OutputStreamWriter(runtime.getOutputStream(), StandardCharsets.UTF_8)) {
            int pid = Guest.JSON.readTree(said.readLine()).path("pid").asInt();
            String first = said.readLine();
            if (!"ready".equals(first)) {
                throw new IOException("the container did not start: " + first);
            }
            try (SensorProcess sensor = SensorProcess.start(
                    event -> event.path("process.pid").asInt() == pid, "probes.strategy=" + strategy)) {
                List<JsonNode> did = new ArrayList<>();
                go.write("\n");
                go.flush();
                String line;
                do {
                    line = said.readLine();
                    if (line == null) {
                        throw new IOException("the container ended early");
                    }
                    did.add(Guest.JSON.readTree(line));
                } while (!line.contains(LAST));
                sensor.await(event -> event.path("event_name").asText().equals(LAST), LONGEST);
                // What comes twice comes right behind.
                Thread.sleep(SETTLE_MILLIS);
                List<JsonNode> seen = sensor.stop();
                did.forEach(deed -> compare(guest, layers, deed, seen));
                seen.stream()
                        .filter(event -> event.path("event_name").asText().startsWith("file."))
                        .filter(event -> did.stream().noneMatch(deed -> says(event, deed)))
                        .forEach(event -> guest.print(guest.fact("contained-extra")
                                .put("event", event.path("event_name").asText())
                                .put("path", event.path("file.path").asText())));
            }
            go.write("\n");
        } finally {
            runtime.destroyForcibly();
        }
    }

    private static void prepare(Path layers) throws IOException {
        for (String layer : List.of("lower", "upper", "work", "merged")) {
            Files.createDirectories(layers.resolve(layer));
        }
        Path lower = layers.resolve("lower");
        try (Stream<Path> files = Files.walk(IMAGE)) {
            for (Path file : files.toList()) {
                Path copy = lower.resolve(IMAGE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path data = Files.createDirectories(lower.resolve("data"));
        Files.writeString(data.resolve("image.txt"), "a file of the image ".repeat(400));
        Files.writeString(data.resolve("mapped.txt"), "a file to be mapped ".repeat(400));
        Files.writeString(data.resolve("other.txt"), "another one");
    }

    private static void compare(Guest guest, Path layers, JsonNode deed, List<JsonNode> seen) {
        String path = deed.get("path").asText();
        List<JsonNode> matching =
                seen.stream().filter(event -> says(event, deed)).toList();
        JsonNode event = matching.isEmpty() ? Guest.JSON.createObjectNode() : matching.get(0);
        String inode = event.path("file.inode").asText("");
        guest.print(guest.fact("contained")
                .put("operation", deed.get("operation").asText())
                .put("event", deed.get("event").asText())
                .put("path", path)
                .put("seen", matching.size())
                .put("container", event.path("container.id").asText("").equals(ID))
                .put("inode", inode)
                .put("host", inode.isEmpty() || inodes(layers, path).contains(inode)));
    }

    private static boolean says(JsonNode event, JsonNode deed) {
        return event.path("event_name").asText().equals(deed.get("event").asText())
                && event.path("file.path").asText("").equals(deed.get("path").asText())
                && event.path("ransomware.file.previous_path")
                        .asText("")
                        .equals(deed.get("from").asText());
    }

    /** Of the file in the layers; one that was copied up keeps the number that it had. */
    private static Set<String> inodes(Path layers, String path) {
        Set<String> inodes = new TreeSet<>();
        for (String layer : List.of("lower", "upper")) {
            for (String name :
                    List.of(path, path.replace(".locked", ".txt"), path.replace("image.txt", "image.locked"))) {
                inode(layers.resolve(layer + name)).ifPresent(inodes::add);
            }
        }
        return inodes;
    }

    /** Empty when this layer does not have it. */
    private static Optional<String> inode(Path file) {
        try {
            return Optional.of(Files.getAttribute(file, "unix:ino").toString());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
