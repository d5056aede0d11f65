// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.bench;

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
import io.sealwatch.pipeline.Pipeline;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ExportBench URL RECORDS ROUNDS}: CPU per record from ring bytes to an acknowledged request (decode, process table,
 * flags, episodes, queue, encode, send) at 50,000 records a second, against a bare loop that feeds the SDK's own exporter the
 * same records, made beforehand, as fast as it takes them. The two take turns, ten times to warm up; prints one JSON object.
 */
public final class ExportBench {
    private static final SpanIds SPAN = new SpanIds("4bf92f3577b34da6a3ce929d0e0e4736", "53995c3f42cd8ad8");
    private static final int RATE = 50_000;
    private static final int PORTION = 64;
    private static final int WARM_UPS = 10;

    private final String url;
    private final int records;
    private final RingRecords ring = new RingRecords();

    private ExportBench(String url, int records) {
        this.url = url;
        this.records = records;
    }

    /** One way of sending. */
    private record Figure(double perSecond, double cpuMicros) {}

    public static void main(String[] arguments) throws InterruptedException {
        ExportBench bench = new ExportBench(arguments[0], Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        List<String> lines = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            Figure ours = bench.ours();
            Figure bare = bench.bare();
            if (round > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "{\"ours_s\": %.0f, \"ours_us\": %.3f, \"bare_s\": %.0f, \"bare_us\": %.3f, \"ratio\": %.3f}",
                        ours.perSecond(),
                        ours.cpuMicros(),
                        bare.perSecond(),
                        bare.cpuMicros(),
                        ours.cpuMicros() / bare.cpuMicros()));
            }
        }
        System.out.println(
                "{\"attributes\": " + bench.attributes() + ", \"rounds\": [" + String.join(",\n", lines) + "]}");
    }

    private Figure ours() throws InterruptedException {
        OtlpSettings settings = OtlpSettings.from(Map.of(), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url), Map.of());
        EpisodeTracker episodes = new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(1));
        long cpu = processCpu();
        long start = System.nanoTime();
        OtelSink sink = OtelSink.create(settings, Synthetic.HOST, true, "bench", episodes, System.err::println);
        Pipeline pipeline = RingRecords.pipeline(episodes, sink);
        for (int given = 0; given < records; given += PORTION) {
            while (System.nanoTime() - start < given * 1_000_000_000L / RATE) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            ring.give(pipeline, given, Math.min(records, given + PORTION));
        }
        sink.close();
        Figure figure = figure(start, cpu);
        if (sink.logAccounts().delivered() != records) {
            throw new IllegalStateException("not all arrived: " + sink.logAccounts());
        }
        return figure;
    }

    private Figure bare() {
        List<LogRecordData> ready = ready();
        long cpu = processCpu();
        long start = System.nanoTime();
        try (OtlpHttpLogRecordExporter exporter = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(url + "/v1/logs")
                .build()) {
            for (int sent = 0; sent < records; sent += ready.size()) {
                if (!exporter.export(ready).join(10, TimeUnit.SECONDS).isSuccess()) {
                    throw new IllegalStateException("the sink did not take a batch");
                }
            }
        }
        return figure(start, cpu);
    }

    private List<LogRecordData> ready() {
        SdkLogs sdk = new SdkLogs(
                new ObservationAttributes(Synthetic.HOST),
                new SensorResource(Synthetic.HOST, "bench", Map.of()).of(Signal.LOGS),
                InstrumentationScopeInfo.create("bench"));
        List<LogRecordData> ready = new ArrayList<>();
        for (Observation observation : ring.observations()) {
            ready.add(sdk.record(new LogItem(observation, SPAN, 1)));
        }
        return ready;
    }

    private long attributes() {
        return Math.round(ready().stream()
                .mapToInt(LogRecordData::getTotalAttributeCount)
                .average()
                .orElse(0));
    }

    private Figure figure(long start, long cpu) {
        return new Figure(records * 1e9 / (System.nanoTime() - start), (processCpu() - cpu) / 1e3 / records);
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
