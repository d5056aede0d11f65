// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.event.Header;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.pipeline.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The export under load in a process of its own, which can be killed. */
final class ChildAgent {
    private static final int SAY_EVERY = 10;

    private final Process process;
    private final BufferedReader said;
    private long last;

    private ChildAgent(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param perSecond events of seven processes, for ever */
    static ChildAgent start(Path spool, String url, int perSecond) throws IOException {
        return new ChildAgent(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildAgent.class.getName(),
                        spool.toString(),
                        url,
                        String.valueOf(perSecond))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it has given at least this many events to the export. */
    void awaitProduced(long events) throws IOException {
        while (last < events) {
            last = Long.parseLong(said.readLine());
        }
    }

    /** kill -9; returns the last number that it said. */
    long kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
        }
        // The last line can be cut off.
        for (int i = 0; i < lines.size() - 1; i++) {
            last = Long.parseLong(lines.get(i));
        }
        process.waitFor();
        return last;
    }

    static OtlpSettings settings(Path spool, String url) {
        return OtlpSettings.from(
                Map.of("spool.directory", spool.toString(), "timeout", "2000"),
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url),
                Map.of());
    }

    /** What an agent does at its start: it tells what earlier ones lost. */
    static void tellEarlierLosses(OtelSink sink, Synthetic events) {
        sink.earlierLosses(Header.ofSensor(1)).forEach(loss -> sink.accept(events.of(loss)));
    }

    /** The child. */
    public static void main(String[] arguments) {
        EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(5));
        OtelSink sink = OtelSink.create(
                settings(Path.of(arguments[0]), arguments[1]), Synthetic.HOST, true, "1", episodes, line -> {});
        Synthetic events = new Synthetic();
        tellEarlierLosses(sink, events);
        long pause = 1_000_000_000L / Integer.parseInt(arguments[2]);
        long next = System.nanoTime();
        for (int i = 0; ; i++) {
            Observation observation = events.write(10 + i % 7, 1, i, "/home/anna/f" + i);
            episodes.accept(observation);
            sink.accept(observation);
            if (observation.sequence() % SAY_EVERY == 0) {
                System.out.println(observation.sequence());
            }
            next += pause;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }
}
