// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.app.OutputOptions.Format;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.demo.DemoFolder;
import io.sealwatch.demo.DemoSummary;
import io.sealwatch.demo.SafeLocker;
import io.sealwatch.demo.ScopedSink;
import io.sealwatch.probe.KernelFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the sensor at work against a safe, reversible attack on files made for it. */
@Command(
        name = "demo",
        description =
                "Makes a folder with a few hundred files, attacks it with a safe simulated locker in a process of its"
                        + " own, and shows what the sensor sees. Cleans up and ends by itself.",
        mixinStandardHelpOptions = true,
        footer = "Exits with 0 only when the attack was detected.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RespondOption respond = new RespondOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--files",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many files to make (default: 300).")
    private int files = 300;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Files the locker takes per second (default: 100).")
    private int rate = 100;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            defaultValue = "create-delete",
            description = "create-delete, in-place or in-place-rename (default: create-delete).")
    private String shape = "create-delete";

    @Option(names = "--replay", description = "Show the recording of a demo instead; needs no root.")
    private boolean replay;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "",
            description = "Send everything to an OpenTelemetry collector, too: at this endpoint, else the one of"
                    + " OTEL_EXPORTER_OTLP_ENDPOINT, else http://localhost:4318.")
    private @Nullable String otlp;

    @Override
    public Integer call() throws IOException {
        Map<String, String> own = new LinkedHashMap<>(otlpSettings());
        own.putAll(respond.settings());
        AgentSettings settings = AgentSettings.from(options.settings(own));
        if (replay || !KernelFeatures.detect().obstacles().isEmpty()) {
            return replayed(settings);
        }
        return live(settings);
    }

    private Map<String, String> otlpSettings() {
        if (otlp == null) {
            return Map.of();
        }
        return otlp.isEmpty() ? Map.of("otlp.enabled", "true") : Map.of("otlp.enabled", "true", "otlp.endpoint", otlp);
    }

    private Integer live(AgentSettings settings) throws IOException {
        DemoFolder folder = DemoFolder.create(Path.of(System.getProperty("java.io.tmpdir")), files);
        DemoSummary summary = new DemoSummary(folder.root());
        System.err.printf(
                "sealwatch: %d files of the demo are in %s; shown is what happens to them, `run` shows everything%n",
                folder.files().size(), folder.root());
        try (LiveAgent agent = LiveAgent.start(settings)) {
            Delivery delivery = delivery(settings, agent.host(), folder.root()).and(summary);
            agent.run(delivery, AT_MOST, session -> new Attack(folder.root(), shape, rate).start(session));
        } finally {
            new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0).undo();
            List<Path> left = folder.delete();
            left.forEach(path -> System.err.println("sealwatch: left alone, the demo did not make it: " + path));
        }
        return verdict(summary);
    }

    private Integer replayed(AgentSettings settings) throws IOException {
        System.err.println(
                replay
                        ? "sealwatch: this is a recording of a demo"
                        : "sealwatch: without root this is only a recording of a demo; for a live one: sudo ./sealwatch demo");
        Path recording = DemoRecording.unpack();
        try {
            DemoSummary summary = new DemoSummary(DemoRecording.FOLDER);
            Replayer.run(
                    recording,
                    settings,
                    host -> delivery(settings, host, DemoRecording.FOLDER).and(summary));
            return verdict(summary);
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    /** People see what happens to the demo's files; a program that reads gets everything. */
    private Delivery delivery(AgentSettings settings, HostIdentity host, Path folder) {
        Format format = output.format();
        return format == Format.TABLE
                ? Delivery.of(settings, host, format, sink -> new ScopedSink(folder, sink))
                : Delivery.of(settings, host, format);
    }

    private static int verdict(DemoSummary summary) {
        System.err.print(summary.text());
        return summary.detection().isPresent() ? ExitCode.OK : ExitCode.RUNTIME;
    }
}
