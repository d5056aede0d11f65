// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.ObservationAttributes;
import io.sealwatch.contract.SpanIds;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.otel.export.OpenRequest;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.wire.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Our bytes against those of the SDK's marshaler: every one of them the same. */
class LogEncoderTest {
    private static final SpanIds SPAN = new SpanIds("4bf92f3577b34da6a3ce929d0e0e4736", "53995c3f42cd8ad8");

    private final Synthetic events = new Synthetic();
    private final Resource resource = new SensorResource(
                    Synthetic.HOST, "1.2.3", Map.of("deployment.environment.name", "prüfung", "empty", ""))
            .of(Signal.LOGS);
    private final InstrumentationScopeInfo scope =
            InstrumentationScopeInfo.builder("io.sealwatch").setVersion("1.2.3").build();
    private final LogEncoder encoder = new LogEncoder(new ObservationAttributes(Synthetic.HOST), resource, scope);
    private final SdkLogs sdk = new SdkLogs(new ObservationAttributes(Synthetic.HOST), resource, scope);

    private void sameBytes(List<LogItem> items) throws Exception {
        OpenRequest<LogItem> request = encoder.open();
        items.forEach(request::add);
        byte[] ours = request.take();
        assertThat(ExportLogsServiceRequest.parseFrom(ours))
                .isEqualTo(ExportLogsServiceRequest.parseFrom(sdk.marshal(items)));
        assertThat(ours).isEqualTo(sdk.marshal(items));
    }

    private static LogItem item(Observation observation) {
        return new LogItem(
                observation, observation.sequence() % 3 == 0 ? SpanIds.NONE : SPAN, observation.sequence() - 1);
    }

    @Test
    void everyKindOfEventIsEncodedAsTheSdkDoes() throws Exception {
        List<LogItem> items = new ArrayList<>();
        for (Event event : SampleEvents.all()) {
            items.add(item(events.of(event)));
        }
        items.add(item(events.of(new EventsLost(Header.ofSensor(1), "ring_full", "file.write", 3))));
        items.add(item(events.of(new SensorStatus(
                Header.ofSensor(1),
                SensorStatus.State.DEGRADED,
                "tracepoint",
                List.of("mmap", "crypto"),
                List.of("the ring is starved"),
                Map.of("ransomware.export.logs.queued", -1L, "ransomware.export.logs.produced", Long.MAX_VALUE)))));
        items.add(item(events.detection(22, 21, 5)));
        assertThat(items).hasSizeGreaterThan(12);
        for (LogItem item : items) {
            sameBytes(List.of(item));
        }
        sameBytes(items);
    }

    @Test
    void anyTextIsEncodedAsTheSdkDoes() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        List<LogItem> items = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Observation plain = events.rename(10, 1, i, "/" + text(random), "/" + text(random));
            ProcessSnapshot process = new ProcessSnapshot(
                    plain.process().key(),
                    1,
                    text(random),
                    FilePath.of(text(random)),
                    List.of(text(random), text(random)),
                    FilePath.of(text(random)),
                    -1,
                    text(random));
            items.add(item(new Observation(
                    plain.sequence(), plain.epochNanos(), plain.event(), process, plain.flags(), random.nextDouble())));
        }
        for (LogItem item : items) {
            sameBytes(List.of(item));
        }
        sameBytes(items);
    }

    /** Of every length up to beyond the bound, with letters of one to four bytes and halves of pairs. */
    private static String text(SplittableRandom random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(9000) : random.nextInt(200);
        StringBuilder text = new StringBuilder();
        int[] limits = {0x7F, 0xFF, 0x7FF, 0xFFFF, 0x10FFFF};
        int limit = limits[random.nextInt(limits.length)];
        while (text.length() < length) {
            text.appendCodePoint(1 + random.nextInt(limit));
        }
        return text.toString();
    }
}
