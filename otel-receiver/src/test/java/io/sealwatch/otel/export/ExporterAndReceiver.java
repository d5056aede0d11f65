// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.otel.record.LogEncoder;
import io.sealwatch.otel.record.LogItem;
import io.sealwatch.otel.record.SensorResource;
import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.settings.SpoolSettings;
import io.sealwatch.otel.spool.Spool;
import io.sealwatch.otel.transport.Endpoints;
import io.sealwatch.otel.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An exporter, a receiver with every fault, and what was said; the books must be right whatever happens. */
abstract class ExporterAndReceiver {
    static final String PATH = "/v1/logs";

    @TempDir
    Path directory;

    final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .asynchronousResponseEnabled(true));
    final Synthetic events = new Synthetic();
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    SignalExporter<LogItem> exporter;

    ExporterAndReceiver() {
        server.start();
        exporter = exporter(QueueSettings.DEFAULT, false, Duration.ofSeconds(5));
        exporter.close();
    }

    @AfterEach
    void stop() {
        exporter.close();
        server.stop();
        assertThat(exporter.accounts().isBalanced()).isTrue();
    }

    SignalExporter<LogItem> exporter(QueueSettings queue, boolean spool, Duration stopTimeout) {
        SensorResource resource = new SensorResource(Synthetic.HOST, "1", Map.of());
        LogEncoder encoder = new LogEncoder(
                new ObservationAttributes(Synthetic.HOST),
                resource.of(Signal.LOGS),
                InstrumentationScopeInfo.create("test"));
        Transport transport =
                Transport.to(Signal.LOGS, Endpoints.http(server.baseUrl() + PATH, Duration.ofMillis(800)));
        Optional<Spool> opened = spool
                ? Optional.of(Spool.open(
                        SpoolSettings.of(directory, 8 << 20, SpoolSettings.WhenFull.OLDEST, SpoolSettings.Fsync.BATCH),
                        "run"))
                : Optional.empty();
        return new SignalExporter<>(Signal.LOGS, queue, stopTimeout, encoder, transport, opened, said::add);
    }

    void start(boolean spool) {
        start(new QueueSettings(10_000, 100, 1 << 20, Duration.ofMillis(20)), spool, Duration.ofSeconds(5));
    }

    void start(QueueSettings queue, boolean spool, Duration stopTimeout) {
        exporter = exporter(queue, spool, stopTimeout);
    }

    void answer(ResponseDefinitionBuilder response) {
        server.resetMappings();
        server.stubFor(post(urlEqualTo(PATH)).willReturn(response));
    }

    void accept(int records) {
        for (int i = 0; i < records; i++) {
            exporter.accept(
                    new LogItem(events.write(10 + i % 7, 1, i, "/home/f" + i), SpanIds.NONE, 1_000L + i), false);
        }
    }

    void accountsBecome(java.util.function.Predicate<ExportAccounts> wanted) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            ExportAccounts accounts = exporter.accounts();
            assertThat(accounts.isBalanced()).isTrue();
            return wanted.test(accounts);
        });
    }

    /** The sequence numbers that the receiver has acknowledged, in order of arrival. */
    List<Long> delivered() {
        List<ServeEvent> requests = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(requests);
        List<Long> sequences = new ArrayList<>();
        for (ServeEvent request : requests) {
            if (request.getResponse().getStatus() == 200) {
                records(request.getRequest().getBody()).forEach(record -> sequences.add(sequence(record)));
            }
        }
        return sequences;
    }

    static List<LogRecord> records(byte[] body) {
        try {
            return ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
                    .flatMap(resource -> resource.getScopeLogsList().stream())
                    .flatMap(scope -> scope.getLogRecordsList().stream())
                    .toList();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static long sequence(LogRecord record) {
        return record.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("ransomware.sequence"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getIntValue();
    }

    static List<Long> upTo(int last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }
}
