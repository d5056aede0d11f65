// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.contract.SpanIds;
import io.sealwatch.otel.record.LogItem;
import io.sealwatch.otel.settings.QueueSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** From a record to an endpoint: order, the spool, a slow receiver, the end. */
class SignalExporterTest extends ExporterAndReceiver {
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
