// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.otel.transport.Answer;
import io.sealwatch.otel.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TransportMetricExporterTest {
    private final List<String> said = new ArrayList<>();
    private Answer answer = new Answer.Delivered(0, "");

    @Test
    void aReceiverThatIsAwayIsToldOnceAndSoIsItsReturn() {
        try (TransportMetricExporter exporter = new TransportMetricExporter(new Answering(), said::add)) {
            exporter.export(List.of());
            assertThat(said).isEmpty();
            answer = new Answer.Unavailable("HTTP 503", Duration.ZERO);
            assertThat(exporter.export(List.of()).isSuccess())
                    .as("the SDK logs what fails, each time")
                    .isTrue();
            exporter.export(List.of());
            answer = new Answer.Delivered(0, "");
            exporter.export(List.of());
        }

        assertThat(said)
                .containsExactly(
                        "OTLP metrics cannot be delivered to here: HTTP 503. The next report makes up for it.",
                        "OTLP metrics are delivered to here again.");
    }

    private final class Answering implements Transport {
        @Override
        public Answer send(byte[] request) {
            return answer;
        }

        @Override
        public String target() {
            return "here";
        }

        @Override
        public void abort() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
