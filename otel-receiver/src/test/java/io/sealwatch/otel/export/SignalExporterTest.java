// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a record to an endpoint with every fault; the books must be right whatever happens. */
class SignalExporterTest {
    private static final String PATH = "/v1/logs";

    @TempDir
    Path directory;

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .asynchronousResponseEnabled(true));
    private final Synthetic events = new Synthetic();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private SignalExporter<LogItem> exporter;

    SignalExporterTest() {
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

    private SignalExporter<LogItem> exporter(QueueSettings queue, boolean spool, Duration stopTimeout) {
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

    private void start(boolean spool) {
        start(new QueueSettings(10_000, 100, 1 << 20, Duration.ofMillis(20)), spool, Duration.ofSeconds(5));
    }

    private void start(QueueSettings queue, boolean spool, Duration stopTimeout) {
        exporter = exporter(queue, spool, stopTimeout);
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.resetMappings();
        server.stubFor(post(urlEqualTo(PATH)).willReturn(response));
    }

    private void accept(int records) {
        for (int i = 0; i < records; i++) {
            exporter.accept(
                    new LogItem(events.write(10 + i % 7, 1, i, "/home/f" + i), SpanIds.NONE, 1_000L + i), false);
        }
    }

    private void accountsBecome(java.util.function.Predicate<ExportAccounts> wanted) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            ExportAccounts accounts = exporter.accounts();
            assertThat(accounts.isBalanced()).isTrue();
            return wanted.test(accounts);
        });
    }

    /** The sequence numbers that the receiver has acknowledged, in order of arrival. */
    private List<Long> delivered() {
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

    private static List<LogRecord> records(byte[] body) {
        try {
            return ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
                    .flatMap(resource -> resource.getScopeLogsList().stream())
                    .flatMap(scope -> scope.getLogRecordsList().stream())
                    .toList();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static long sequence(LogRecord record) {
        return record.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("ransomware.sequence"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getIntValue();
    }

    private static List<Long> upTo(int last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void everyRecordArrivesOnceAndInOrder() {
        answer(aResponse().withStatus(200));
        start(false);
        accept(1_000);
        accountsBecome(accounts -> accounts.delivered() == 1_000);
        assertThat(delivered()).isEqualTo(upTo(1_000));
    }

    @Test
    void closingDeliversWhatWaits() {
        answer(aResponse().withStatus(200));
        start(new QueueSettings(10_000, 5_000, 1 << 20, Duration.ofSeconds(60)), false, Duration.ofSeconds(5));
        accept(500);
        exporter.close();
        assertThat(exporter.accounts().delivered()).isEqualTo(500);
        assertThat(delivered()).isEqualTo(upTo(500));
    }

    @Test
    void whileTheReceiverIsAwayRecordsWaitOnDiskAndFollowInOrder() {
        answer(aResponse().withStatus(503));
        start(true);
        accept(450);
        accountsBecome(accounts -> accounts.spooled() == 450);
        answer(aResponse().withStatus(200));
        accept(50);
        accountsBecome(accounts -> accounts.delivered() == 500);
        assertThat(delivered()).isEqualTo(upTo(500));
        assertThat(said)
                .anyMatch(line -> line.contains("cannot be delivered"))
                .anyMatch(line -> line.contains("again"));
    }

    @Test
    void newProcessesAreNotHeldUpByTheSpool() {
        answer(aResponse().withStatus(503));
        start(true);
        accept(100);
        accountsBecome(accounts -> accounts.spooled() == 100);
        // From now on every answer takes a while: the spool cannot be empty when the new record arrives.
        answer(aResponse().withStatus(200).withFixedDelay(100));
        exporter.accept(new LogItem(events.detection(10, 1, 5), SpanIds.NONE, 1), true);
        accountsBecome(accounts -> accounts.delivered() == 101);
        assertThat(delivered()).contains(101L);
    }

    @Test
    void retryAfterIsObeyed() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "2"));
        start(true);
        accept(10);
        accountsBecome(accounts -> accounts.spooled() == 10);
        long from = System.nanoTime();
        answer(aResponse().withStatus(200));
        accountsBecome(accounts -> accounts.delivered() == 10);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(1_200));
    }

    @Test
    void withoutASpoolRecordsWaitInMemory() {
        answer(aResponse().withStatus(503));
        start(false);
        accept(300);
        accountsBecome(accounts -> said.size() > 0);
        assertThat(exporter.accounts().queued()).isEqualTo(300);
        answer(aResponse().withStatus(200));
        accountsBecome(accounts -> accounts.delivered() == 300);
        assertThat(delivered()).isEqualTo(upTo(300));
    }

    @Test
    void aRequestThatIsRefusedIsCountedAndNotRepeated() {
        answer(aResponse().withStatus(400));
        start(true);
        accept(100);
        accountsBecome(accounts -> accounts.dropped(DropReason.REFUSED) == 100);
        assertThat(said).anyMatch(line -> line.contains("100 records were dropped (refused): HTTP 400"));
        exporter.close();
        assertThat(exporter.accounts().spooled()).isZero();
    }

    @Test
    void whatTheReceiverRejectsIsCounted() {
        answer(aResponse()
                .withStatus(200)
                .withBody(ExportLogsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                                .setRejectedLogRecords(3)
                                .setErrorMessage("mapping conflict"))
                        .build()
                        .toByteArray()));
        start(new QueueSettings(1_000, 100, 1 << 20, Duration.ofSeconds(60)), false, Duration.ofSeconds(5));
        accept(50);
        exporter.close();
        assertThat(exporter.accounts().delivered()).isEqualTo(47);
        assertThat(exporter.accounts().dropped(DropReason.REJECTED)).isEqualTo(3);
    }

    @Test
    void aWarningOfTheReceiverIsSaidOnce() {
        answer(aResponse()
                .withStatus(200)
                .withBody(ExportLogsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setErrorMessage("slow disk"))
                        .build()
                        .toByteArray()));
        start(false);
        accept(1_000);
        accountsBecome(accounts -> accounts.delivered() == 1_000);
        assertThat(said).singleElement().asString().contains("slow disk");
    }

    @Test
    void aRequestThatIsTooLargeIsHalvedUntilItFits() {
        server.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(200)));
        server.stubFor(post(urlEqualTo(PATH))
                .andMatching(request ->
                        com.github.tomakehurst.wiremock.matching.MatchResult.of(request.getBody().length > 20_000))
                .willReturn(aResponse().withStatus(413)));
        start(false);
        accept(100);
        accountsBecome(accounts -> accounts.delivered() == 100);
        assertThat(delivered()).isEqualTo(upTo(100));
    }

    @Test
    void aSingleRecordThatIsTooLargeIsCounted() {
        answer(aResponse().withStatus(413));
        start(false);
        accept(4);
        accountsBecome(accounts -> accounts.dropped(DropReason.TOO_LARGE) == 4);
    }

    @Test
    void aFullQueueIsCountedAndSaid() {
        answer(aResponse().withStatus(503));
        start(new QueueSettings(100, 10, 1 << 20, Duration.ofMillis(10)), false, Duration.ofMillis(200));
        accept(1_000);
        exporter.close();
        ExportAccounts accounts = exporter.accounts();
        assertThat(accounts.produced()).isEqualTo(1_000);
        assertThat(accounts.dropped(DropReason.QUEUE_FULL)).isPositive();
        assertThat(accounts.dropped(DropReason.QUEUE_FULL) + accounts.dropped(DropReason.SHUTDOWN))
                .isEqualTo(1_000);
        assertThat(accounts.queued()).isZero();
        assertThat(said).anyMatch(line -> line.contains("queue_full"));
    }

    @Test
    void whileTheReceiverIsSlowRecordsWaitOnDiskAndNoneIsTurnedAway() {
        answer(aResponse().withStatus(200).withFixedDelay(400));
        start(new QueueSettings(1_000, 100, 1 << 20, Duration.ofMillis(20)), true, Duration.ofSeconds(5));
        AtomicLong mostOnDisk = new AtomicLong();
        for (int round = 0; round < 10; round++) {
            accept(400);
            accountsBecome(accounts -> {
                mostOnDisk.accumulateAndGet(accounts.spooled(), Math::max);
                return accounts.queued() <= 600;
            });
        }
        assertThat(mostOnDisk).hasPositiveValue();
        answer(aResponse().withStatus(200));
        accountsBecome(accounts -> accounts.delivered() == 4_000);
        assertThat(exporter.accounts().dropped(DropReason.QUEUE_FULL)).isZero();
    }

    @Test
    void stoppingWhileTheReceiverIsAwayLeavesEverythingInTheSpool() {
        answer(aResponse().withStatus(503));
        start(true);
        accept(250);
        exporter.close();
        assertThat(exporter.accounts().spooled()).isEqualTo(250);
        answer(aResponse().withStatus(200));
        start(true);
        accountsBecome(accounts -> accounts.recovered() == 250 && accounts.delivered() == 250);
        assertThat(delivered()).isEqualTo(upTo(250));
    }

    @Test
    void aReceiverThatNeverAnswersDoesNotKeepTheAgentFromStopping() {
        answer(aResponse().withStatus(200).withFixedDelay(30_000));
        start(new QueueSettings(1_000, 10, 1 << 20, Duration.ofMillis(10)), true, Duration.ofMillis(300));
        accept(100);
        long from = System.nanoTime();
        exporter.close();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
        assertThat(exporter.accounts().spooled()).isEqualTo(100);
    }

    @Test
    void batchesStayBelowTheSizeLimit() {
        answer(aResponse().withStatus(200));
        start(new QueueSettings(10_000, 5_000, 30_000, Duration.ofMillis(20)), false, Duration.ofSeconds(5));
        accept(1_000);
        accountsBecome(accounts -> accounts.delivered() == 1_000);
        assertThat(server.getAllServeEvents())
                .allSatisfy(request ->
                        assertThat(request.getRequest().getBody().length).isLessThan(30_001));
        assertThat(delivered()).isEqualTo(upTo(1_000));
    }
}
