// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.otel.transport.Answer;
import io.sealwatch.otel.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportMetricExporterTest {
    private final List<String> said = new ArrayList<>();
    private Answer answer = new Answer.Delivered(0, "");
    private final TransportMetricExporter exporter = new TransportMetricExporter(
            new Transport() {
                @Override
                public Answer send(byte[] request) {
                    return answer;
                }

                @Override
                public String target() {
                    return "http://receiver";
                }

                @Override
                public void abort() {}

                @Override
                public void close() {}
            },
            said::add);

    private void report(Answer next) {
        answer = next;
        // The reader logs whatever is no success, each time.
        assertThat(exporter.export(List.of()).isSuccess()).isTrue();
    }

    @Test
    void aReceiverThatIsAwayIsSaidOnceAndSoIsItsReturn() {
        report(new Answer.Delivered(0, ""));
        report(new Answer.Unavailable("nobody listens", Duration.ZERO));
        report(new Answer.Unavailable("nobody listens", Duration.ZERO));
        report(new Answer.Delivered(0, ""));
        assertThat(said)
                .containsExactly(
                        "OTLP metrics cannot be delivered to http://receiver: nobody listens. The next report has the"
                                + " totals.",
                        "OTLP metrics are delivered to http://receiver again.");
    }

    @Test
    void whatTheReceiverDoesNotTakeIsSaid() {
        report(new Answer.Delivered(3, "not so many series"));
        report(new Answer.Refused("HTTP 400"));
        report(new Answer.TooLarge("HTTP 413"));
        assertThat(said)
                .satisfiesExactly(
                        first -> assertThat(first).contains("rejected 3 of them, not so many series"),
                        second -> assertThat(second).contains("HTTP 400"),
                        third -> assertThat(third).contains("HTTP 413"));
    }
}
