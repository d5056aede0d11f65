// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.bench;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.otel.OtelSink;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.otel.record.LogItem;
import io.sealwatch.otel.record.SdkLogs;
import io.sealwatch.otel.record.SensorResource;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.pipeline.Observation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * By hand: from an observation to an acknowledged request on a sink in another process, against a bare loop that feeds the
 * SDK's own exporter records that were made beforehand. {@code ExportBench [records]}; {@code ExportBench sink} is the
 * child.
 */
public final class ExportBench {
    private static final int BATCH = 4096;
    private static final int DISTINCT = 4096;
    private static final long MICRO = 1_000;

    private ExportBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("sink")) {
            sink();
            return;
        }
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportBench.class.getName(),
                        "sink")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String url = new String(child.getInputStream().readNBytes(27), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
            List<Observation> observations = observations();
            ours(url, observations, records / 4);
            bare(url, observations, records / 4, true);
            bare(url, observations, records / 4, false);
            for (int round = 1; round <= 3; round++) {
                System.out.println("round " + round);
                double ours = ours(url, observations, records);
                double mapping = bare(url, observations, records, true);
                double bare = bare(url, observations, records, false);
                System.out.printf(
                        Locale.ROOT,
                        "  CPU per record, ours / bare loop: %.2f; / bare loop with records made beforehand: %.2f%n",
                        ours / mapping,
                        ours / bare);
            }
        } finally {
            child.destroy();
        }
    }

    private static void sink() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            byte[] part = new byte[64 << 10];
            while (exchange.getRequestBody().read(part) >= 0) {
                // Everything is taken.
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.printf(
                Locale.ROOT, "%-27s", "http://127.0.0.1:" + server.getAddress().getPort());
        System.out.flush();
        Thread.currentThread().join();
    }

    private static List<Observation> observations() {
        Synthetic events = new Synthetic();
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            int pid = 1000 + i % 20;
            all.add(
                    i % 2 == 0
                            ? events.write(pid, 900, i, "/home/anna/Documents/report-" + i + ".odt")
                            : events.rename(
                                    pid,
                                    900,
                                    i,
                                    "/home/anna/Documents/r-" + i + ".odt",
                                    "/home/anna/Documents/r-" + i + ".odt.locked"));
        }
        return all;
    }

    private static double ours(String url, List<Observation> observations, int records) throws InterruptedException {
        OtlpSettings settings = OtlpSettings.from(
                Map.of("blrp.max_queue_size", "65536"), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url), Map.of());
        EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(1));
        long cpu = processCpu();
        long start = System.nanoTime();
        OtelSink sink = OtelSink.create(settings, Synthetic.HOST, true, "bench", episodes, System.out::println);
        for (int i = 0; i < records; i++) {
            Observation observation = observations.get(i % DISTINCT);
            while (i % 256 == 0 && sink.logAccounts().queued() > 60_000) {
                TimeUnit.MICROSECONDS.sleep(200);
            }
            episodes.accept(observation);
            sink.accept(observation);
        }
        sink.close();
        long wall = System.nanoTime() - start;
        double each = report("observation to acknowledged", records, wall, processCpu() - cpu);
        if (sink.logAccounts().delivered() != records) {
            throw new IllegalStateException("not all arrived: " + sink.logAccounts());
        }
        return each;
    }

    private static double bare(String url, List<Observation> observations, int records, boolean mapping) {
        SdkLogs sdk = new SdkLogs(
                new ObservationAttributes(Synthetic.HOST),
                new SensorResource(Synthetic.HOST, "bench", Map.of()).of(Signal.LOGS),
                InstrumentationScopeInfo.create("bench"));
        List<LogRecordData> ready = records(sdk, observations);
        long cpu = processCpu();
        long start = System.nanoTime();
        try (OtlpHttpLogRecordExporter exporter = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(url + "/v1/logs")
                .build()) {
            for (int sent = 0; sent < records; sent += BATCH) {
                List<LogRecordData> batch = mapping ? records(sdk, observations) : ready;
                if (!exporter.export(batch).join(10, TimeUnit.SECONDS).isSuccess()) {
                    throw new IllegalStateException("the sink did not take a batch");
                }
            }
        }
        return report(
                mapping ? "bare loop                  " : "bare loop, records ready   ",
                records,
                System.nanoTime() - start,
                processCpu() - cpu);
    }

    private static List<LogRecordData> records(SdkLogs sdk, List<Observation> observations) {
        SpanIds ids = new SpanIds("4bf92f3577b34da6a3ce929d0e0e4736", "53995c3f42cd8ad8");
        List<LogRecordData> records = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            records.add(sdk.record(new LogItem(observation, ids, 1)));
        }
        return records;
    }

    private static double report(String what, int records, long wall, long cpu) {
        double each = (double) cpu / records / MICRO;
        System.out.printf(Locale.ROOT, "  %s %,9.0f records/s, %.2f us CPU each%n", what, records * 1e9 / wall, each);
        return each;
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
