// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.sealwatch.otel.settings.QueueSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the receiver answers, and what becomes of the records. */
class ReceiverAnswersTest extends ExporterAndReceiver {
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
}
