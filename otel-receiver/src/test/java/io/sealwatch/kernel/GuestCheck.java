// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.probe.KernelFeatures;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeException;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.ProgramStatus;
import io.sealwatch.probe.Strategy;
import io.sealwatch.wire.RecordView;
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
import java.util.Locale;

/**
 * Runs in the virtual machines of {@code build/kernels}: for each strategy, the sensor around the program that does
 * every operation once. Prints one line of JSON for each fact, marked with {@link #MARK}; {@code build/kernels/report}
 * makes the table of them.
 *
 * <p>Arguments: the program, a directory to work in, and the strategies.
 */
final class GuestCheck {
    static final String MARK = "@@ ";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofMillis(20);

    private final String program;
    private final Path directory;
    private final String strategy;
    private final List<FileEvent> seen = new ArrayList<>();

    private GuestCheck(String program, Path directory, String strategy) {
        this.program = program;
        this.directory = directory;
        this.strategy = strategy;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> obstacles = KernelFeatures.detect().obstacles();
        if (!obstacles.isEmpty()) {
            obstacles.forEach(obstacle ->
                    print(JSON.createObjectNode().put("fact", "refused").put("message", obstacle)));
            return;
        }
        for (int i = 2; i < arguments.length; i++) {
            Path directory = Files.createDirectory(Path.of(arguments[1], arguments[i]));
            new GuestCheck(arguments[0], directory, arguments[i]).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        // The program prepares itself before the sensor is there.
        Process process = new ProcessBuilder(program, directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Writer go = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            String first = said.readLine();
            if (!"ready".equals(first)) {
                throw new IOException("the operations could not be prepared: " + first);
            }
            watch(process, said, go);
        } catch (ProbeException refused) {
            print(fact("refused").put("message", refused.getMessage()));
        } finally {
            process.destroy();
        }
    }

    private void watch(Process process, BufferedReader said, Writer go) throws IOException, InterruptedException {
        ProbeSettings settings = new ProbeSettings(
                ProbeSettings.DEFAULT_RING_BYTES,
                Strategy.valueOf(strategy.toUpperCase(Locale.ROOT)),
                false,
                false,
                List.of());
        RecordView view = new RecordView();
        int pid = (int) process.pid();
        RecordHandler handler = (buffer, at, length) -> {
            if (view.wrap(buffer, at, length) == null
                    && view.decode() instanceof FileEvent event
                    && event.header().process().pid() == pid) {
                seen.add(event);
            }
        };
        long before = System.nanoTime();
        try (LiveSource source = LiveSource.start(settings)) {
            print(fact("started")
                    .put("serves", source.strategy())
                    .put("millis", (System.nanoTime() - before) / 1_000_000)
                    .put(
                            "attached",
                            source.programs().stream()
                                    .filter(ProgramStatus::isAttached)
                                    .count()));
            source.programs().stream()
                    .filter(status -> status.state() == ProgramStatus.State.REFUSED)
                    .forEach(status -> print(fact("program-refused")
                            .put("hook", status.hook())
                            .put("program", status.name())
                            .put("message", status.detail())));
            source.givenUp()
                    .forEach((family, reason) ->
                            print(fact("given-up").put("family", family.label()).put("message", reason)));
            go.write("\n");
            go.flush();
            List<String> lines = said.lines().toList();
            print(fact("ended").put("status", process.waitFor()));
            source.stop();
            while (source.poll(handler, WAIT) > 0) {}
            print(fact("accounts")
                    .put("produced", total(source.accounts().produced().values()))
                    .put("lost", total(source.accounts().lost().values())));
            for (String line : lines) {
                compare(JSON.readTree(line));
            }
        }
    }

    private static long total(Iterable<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private void compare(JsonNode operation) {
        EventKind kind = EventKind.valueOf(operation.get("kind").asText());
        String from = operation.get("from").asText();
        String path = operation.get("path").asText();
        List<FileEvent> same = seen.stream()
                .filter(event -> event.kind() == kind)
                .filter(event -> event.path().toString().equals(path))
                .filter(event -> from.isEmpty() || previous(event).toString().equals(from))
                .toList();
        ObjectNode result = fact("operation")
                .put("operation", operation.get("operation").asText())
                .put("error", operation.get("error").asInt())
                .put("seen", same.size());
        if (!same.isEmpty()) {
            FileEvent event = same.get(0);
            result.put("origin", event.origin().label())
                    .put("inode", event.file().inode())
                    .put("errno", event.errno());
        }
        print(result);
    }

    private static FilePath previous(FileEvent event) {
        return event instanceof FileRenamed renamed
                ? renamed.previousPath()
                : event instanceof FileLinked linked ? linked.previousPath() : FilePath.EMPTY;
    }

    private ObjectNode fact(String name) {
        return JSON.createObjectNode().put("fact", name).put("strategy", strategy);
    }

    private static void print(ObjectNode fact) {
        try {
            System.out.println(MARK + JSON.writeValueAsString(fact));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
